package dev.syndicate.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.syndicate.contracts.audit.LogKeyRotated;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.ParametersCommitted;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.catalogue.EventCatalogue;
import dev.syndicate.testing.catalogue.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RecordFactsTest {

    @TestFactory
    Stream<DynamicTest> everyEventOfTheCatalogueGetsABodyThatNamesItsSubjects() {
        return EventCatalogue.types()
                .flatMap(type -> Stream.of(Samples.complete(type), Samples.sparse(type))
                        .map(event -> dynamicTest(type.getSimpleName(), () -> assertBody(event))));
    }

    @Test
    void anIntentStatesAuthorityAndBothDigests() {
        ExecutionIntended intended = Samples.complete(ExecutionIntended.class);
        JsonObject facts = facts(intended);
        assertThat(facts.object("authority").string("kind")).isEqualTo("people");
        assertThat(facts.object("digests").string("intentAtApproval"))
                .isEqualTo(intended.approvedIntent().toString());
        assertThat(facts.object("digests").string("intentAtExecution"))
                .isEqualTo(intended.presentedIntent().toString());
        assertThat(facts.object("policy").string("inForce"))
                .isEqualTo(intended.inForce().toString());
    }

    @Test
    void whatWasCommittedToIsStatedWhole() {
        ParametersCommitted committed = Samples.complete(ParametersCommitted.class);
        JsonObject sensitive = facts(committed).object("action").object("sensitive");
        assertThat(sensitive.names()).containsExactly("list", "places", "values");
        assertThat(sensitive.strings("places")).isEqualTo(committed.places());
    }

    @Test
    void onlyARotationStatesKeys() {
        LogId log = new LogId(new UUID(1, 2));
        String previous = NoteSigningKey.generate(log).verificationKey().toString();
        String next = NoteSigningKey.generate(log).verificationKey().toString();
        LogKeyRotated rotated = new LogKeyRotated(
                log.toString(),
                1,
                previous,
                next,
                Instant.parse("2026-02-01T00:00:00Z"),
                List.of(),
                "old",
                Instant.EPOCH);
        JsonObject key = facts(rotated).object("key");
        assertThat(key.string("previous")).isEqualTo(previous);
        assertThat(key.string("next")).isEqualTo(next);
        assertThat(key.string("overlapUntil")).isEqualTo("2026-02-01T00:00:00.000000Z");
        assertThat(facts(Samples.complete(ActionDenied.class)).has("key")).isFalse();
    }

    @Test
    void onlyEndsHaveAnOutcome() {
        assertThat(facts(Samples.complete(ExecutionIntended.class)).has("outcome"))
                .isFalse();
        assertThat(outcome(Samples.complete(ActionDenied.class))).isEqualTo("denied-by-policy");
        assertThat(outcome(Samples.complete(ExecutionRefused.class))).isEqualTo("refused");
        assertThat(outcome(Samples.complete(OutcomeReported.class))).isEqualTo("executed");
    }

    @Test
    void anOutcomeKeepsTheDigestOfItsResultAndWhatWasSeenToChange() {
        OutcomeReported reported = Samples.complete(OutcomeReported.class);

        JsonObject outcome = facts(reported).object("outcome");

        assertThat(outcome.string("resultDigest"))
                .isEqualTo(String.valueOf(reported.outcome().result()));
        assertThat(outcome.strings("effects")).isEqualTo(reported.outcome().effects());
    }

    @Test
    void whatCannotBeReadHasNoFactsAndStopsNobody() {
        for (String payload : new String[] {"", "[]", "not JSON", "{\"a\":1,\"a\":2}", "{\"action\":{\"id\":7}}"}) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            assertThat(RecordFacts.of("some.Type", bytes, bytes)).isEqualTo(JsonObject.EMPTY);
        }
    }

    @Test
    void laterFactsCountAndObjectsAreMerged() {
        JsonObject first = JsonObject.EMPTY.with("who", JsonObject.EMPTY.with("a", number(1)));
        JsonObject second = JsonObject.EMPTY.with("who", JsonObject.EMPTY.with("b", number(2)));
        assertThat(Facts.merge(first, second)).hasToString("{\"who\":{\"a\":1,\"b\":2}}");
        assertThat(Facts.merge(second, Facts.at(number(3), "who", "b"))).hasToString("{\"who\":{\"b\":3}}");
    }

    private static void assertBody(DomainEvent event) {
        RecordBody body = RecordBody.of(
                new EventAsStored(
                        7,
                        UUID.randomUUID(),
                        "Aggregate",
                        "id",
                        0,
                        event.getClass().getName(),
                        "1",
                        json(event),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        Instant.EPOCH,
                        "origin"),
                facts(event));
        assertThat(RecordBody.parse(body.bytes())).isEqualTo(body);
        boolean ofAction = Arrays.stream(event.getClass().getRecordComponents())
                .anyMatch(component -> component.getName().equals("action"));
        assertThat(body.actionId().isPresent()).isEqualTo(ofAction);
    }

    private static String outcome(DomainEvent event) {
        return facts(event).object("outcome").string("result");
    }

    private static JsonObject facts(DomainEvent event) {
        return RecordFacts.of(event.getClass().getName(), json(event), "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static dev.syndicate.contracts.json.JsonValue number(long value) {
        return dev.syndicate.contracts.json.JsonValue.of(value);
    }

    private static byte[] json(DomainEvent event) {
        try {
            return EventFormat.mapper().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
