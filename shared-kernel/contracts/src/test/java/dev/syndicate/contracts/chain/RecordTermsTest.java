package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordTermsTest {

    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @Test
    void namesWhoWhatAndUnderWhichAuthority() {
        assertThat(terms("""
                {"who":{"principal":{"subject":"dana","name":"Dana Díaz"},"agent":{"vendor":"acme","product":"coder"},
                        "reviewer":{"subject":"rui","name":"Rui"}},
                 "authority":{"kind":"people","approvers":[{"subject":"ada","name":"Ada"}]},
                 "approval":"a-1",
                 "policy":{"version":"41:ff","rule":"no-prod"},
                 "action":{"tool":"Bash","targets":["/srv/app"],"parameters":{"digest":"%s"}},
                 "outcome":{"result":"refused","detail":"Permit EXPIRED"}}""".formatted(DIGEST)))
                .containsExactly(
                        "agent:acme",
                        "agent:coder",
                        "approval:a-1",
                        "approver:ada",
                        "digest:" + DIGEST,
                        "policy:41:ff",
                        "principal:dana",
                        "reviewer:rui",
                        "target:/srv/app",
                        "tool:Bash",
                        "word:ada",
                        "word:app",
                        "word:bash",
                        "word:dana",
                        "word:díaz",
                        "word:expired",
                        "word:no",
                        "word:permit",
                        "word:prod",
                        "word:rui",
                        "word:srv");
    }

    @Test
    void theEventsOwnDigestIsNoTerm() {
        assertThat(terms("{}")).isEmpty();
    }

    @Test
    void factsOfAnotherShapeHaveNoTermsAndStopNobody() {
        assertThat(terms("{\"who\":7,\"action\":[1],\"policy\":{\"version\":{}},\"authority\":\"x\",\"outcome\":null}"))
                .isEmpty();
    }

    @Test
    void lengthAndNumberAreBoundedAndTargetsLeaveRoomForTheRest() {
        List<String> targets = IntStream.range(0, 500)
                .mapToObj(i -> "/t" + i + "/" + "x".repeat(900))
                .toList();
        JsonObject action = JsonObject.builder()
                .put("targets", JsonArray.ofStrings(targets))
                .put("parameters", DIGEST)
                .build();
        List<String> found = RecordTerms.of(body(JsonObject.EMPTY.with("action", action)));
        assertThat(found).contains("digest:" + DIGEST).hasSizeLessThanOrEqualTo(112);
        assertThat(found).allMatch(term -> term.length() <= RecordTerms.LONGEST + 10);
        assertThat(found).contains(RecordTerms.target(targets.getFirst()));
    }

    @Test
    void cutsNoCharacterInHalfAndKeepsNoNul() {
        String clef = "\uD834\uDD1E";
        assertThat(RecordTerms.target("a" + clef.repeat(150))).isEqualTo("target:a" + clef.repeat(99));
        assertThat(RecordTerms.target("a\0b")).isEqualTo("target:a\uFFFDb");
        assertThat(RecordTerms.words("a\0bc")).isEqualTo(Collections.singletonList("word:bc"));
    }

    private static List<String> terms(String facts) {
        try {
            return RecordTerms.of(body(Json.parseObject(facts.getBytes(StandardCharsets.UTF_8))));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static RecordBody body(JsonObject facts) {
        JsonObject event = JsonObject.builder()
                .put("type", "t")
                .put("origin", "o")
                .put("position", 1)
                .put("aggregate", JsonObject.builder().put("id", "a").put("sequence", 0))
                .put("digest", "sha256:" + "0b".repeat(32))
                .put("occurredAt", "2026-01-31T10:00:01.000001Z")
                .build();
        return new RecordBody(facts.toBuilder()
                .put("schema", "record/v1")
                .put("canonicalization", "rfc8785")
                .put("event", event)
                .build());
    }
}
