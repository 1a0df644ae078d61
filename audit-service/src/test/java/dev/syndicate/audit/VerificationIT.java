package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a verification, and that it hides nothing. */
class VerificationIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLIP = "UPDATE audit.record SET body = set_byte(body, 9, get_byte(body, 9) # 1)";

    private RunningAuditService audit;
    private StoredEvents events;

    @BeforeEach
    void start(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        // The scrub would find what these tests alter before they ask.
        audit = RunningAuditService.on(
                database,
                volume,
                Map.of(
                        "syndicate.audit.verification.scrub-pause", "10m",
                        "syndicate.audit.verification.scrub-period", "31d"));
        for (int i = 0; i < 30; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void tellsHowFarItHasCome() {
        JsonNode done = audit.verified();
        assertThat(done.at("/progress/phase").asText()).isEqualTo("done");
        assertThat(done.at("/progress/total").asLong()).isGreaterThanOrEqualTo(30);
        assertThat(done.at("/progress/done").asLong())
                .isEqualTo(done.at("/progress/total").asLong());
        assertThat(done.get("extent").asText()).isEqualTo("everything");
    }

    @Test
    void answersAtOnceWhereItIsAskedToAndElseWithTheResult() {
        assertThat(audit.verified(this::begun).get("intact").asBoolean()).isTrue();
        RunningAuditService.Answer awaited =
                Patience.ask(() -> audit.post("/v1/verifications"), late -> late.status() == 202);
        assertThat(awaited.status()).as(awaited.text()).isEqualTo(201);
    }

    @Test
    void tellsHowTheChainIs() {
        StoredEvents.await(
                () -> audit.get("/v1/chain").json().at("/checkpoint/size").asLong() >= 30);
        JsonNode chain = audit.get("/v1/chain").json();
        assertThat(chain.get("size").asLong())
                .isGreaterThanOrEqualTo(chain.at("/checkpoint/size").asLong());
        assertThat(chain.get("writer").asBoolean()).isTrue();
        assertThat(chain.get("scrubPeriod").asLong()).isEqualTo(31 * 24 * 3600);
        StoredEvents.await(() -> audit.get("/v1/chain").json().get("behind").asLong() == 0);
        StoredEvents.await(() -> audit.get("/v1/chain").json().hasNonNull("verifiedSince"));
    }

    @Test
    void fromATrustedCheckpointOnReadsWhatLiesBehindIt() {
        String trusted = audit.get("/v1/checkpoint").text();
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        JsonNode since = verified(Map.of("since", trusted));
        assertThat(since.get("intact").asBoolean()).as(since.toString()).isTrue();
        assertThat(since.get("firstSequence").asLong())
                .isEqualTo(since.get("since").asLong())
                .isGreaterThanOrEqualTo(30);

        long last = events.records() - 1;
        events.tamper("audit.record", FLIP + " WHERE sequence = " + last);
        JsonNode broken = verified(Map.of("since", trusted));
        assertThat(broken.get("code").asText()).isEqualTo("body-hash");
        assertThat(broken.get("brokenSequence").asLong()).isEqualTo(last);
    }

    @Test
    void aTrustedCheckpointThatTheDatabaseNoLongerLeadsToIsBroken() {
        String trusted = audit.get("/v1/checkpoint").text();
        events.tamper(
                "audit.leaf",
                "UPDATE audit.leaf SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE sequence = 3");
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        assertThat(verified(Map.of("since", trusted)).get("code").asText()).isEqualTo("tree-root");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotTrusted() {
        String trusted = audit.get("/v1/checkpoint").text();
        String body =
                json(Map.of("since", trusted.replace("\n\n", "\n\n").replaceAll("— (\\S+) \\S+", "— $1 AAAAAAAA")));
        assertThat(audit.postJson("/v1/verifications", body, RunningAuditService.ada())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theChainAloneReadsNoColumns() {
        events.tamper("audit.record", "UPDATE audit.record SET principal = 'nobody' WHERE sequence = 4");
        assertThat(verified(Map.of("extent", "chain")).get("intact").asBoolean())
                .isTrue();
        assertThat(audit.verified().get("code").asText()).isEqualTo("column");
        events.tamper("audit.record", FLIP + " WHERE sequence = 7");
        assertThat(verified(Map.of("extent", "chain")).get("code").asText()).isEqualTo("body-hash");
    }

    @Test
    void whatWasReleasedHidesNothingBehindIt() {
        events.tamper("audit.record", FLIP + " WHERE sequence = 4");
        assertThat(audit.verified().get("brokenSequence").asLong()).isEqualTo(4);
        audit.releaseAll();
        assertThat(audit.isClear()).isTrue();

        for (String[] attack : List.of(
                new String[] {FLIP + " WHERE sequence = 9", "body-hash", "9"},
                new String[] {
                    "UPDATE audit.record SET header = set_byte(header, 120, get_byte(header, 120) # 1) WHERE sequence = 12",
                    "link",
                    "12"
                },
                new String[] {"DELETE FROM audit.record WHERE sequence = 15", "sequence", "15"},
                new String[] {"UPDATE audit.record SET outcome = 'executed' WHERE sequence = 20", "column", "20"})) {
            events.tamper("audit.record", attack[0]);
            JsonNode verdict = audit.verified();
            assertThat(verdict.get("brokenSequence").asLong())
                    .as("the first fault stays the verdict")
                    .isEqualTo(4);
            JsonNode found = audit.get("/v1/integrity").json().at("/findings/0");
            assertThat(audit.isClear()).as(attack[0]).isFalse();
            assertThat(found.get("code").asText()).as(found.toString()).isEqualTo(attack[1]);
            assertThat(found.get("sequence").asText()).as(found.toString()).isEqualTo(attack[2]);
            audit.releaseAll();
        }
    }

    /** One that has not ended yet when it is answered; another one where this one was too quick for that. */
    private RunningAuditService.Answer begun() {
        RunningAuditService.Answer answer = Patience.ask(
                () -> audit.post("/v1/verifications", "Prefer", "respond-async"),
                quick -> quick.status() == 201
                        && quick.json().path("state").asText().equals("completed"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    private JsonNode verified(Map<String, String> request) {
        return audit.verified(() -> audit.postJson("/v1/verifications", json(request), RunningAuditService.ada()));
    }

    private static String json(Map<String, String> request) {
        return JSON.valueToTree(request).toString();
    }
}
