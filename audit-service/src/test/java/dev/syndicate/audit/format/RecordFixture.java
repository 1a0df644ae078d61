package dev.syndicate.audit.format;

import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.EventAsStored;
import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Records with facts of the test's choice, the same bytes every time. */
final class RecordFixture {

    static final LogId LOG = LogId.parse("01980f3e-7c00-7000-8000-000000000001");

    /** Everything that is dangerous somewhere: quotes, breaks, escapes, formulas, controls, other alphabets. */
    static final String HOSTILE =
            "=cmd|'/C calc'!A0 \"x\",;\\ | a=b\r\nline\tü\u0000\u001b[2J\u2028 ]  " + Character.toString(0x1F600);

    private RecordFixture() {}

    static ExportedRecord record(String type, String facts) {
        EventAsStored event = new EventAsStored(
                7,
                new UUID(0x01980f3e7c007000L, 0x8000000000000107L),
                "Action",
                "stream-1",
                0,
                type,
                "1",
                new byte[] {1},
                new byte[] {2},
                Instant.parse("2026-01-31T10:00:00.000001Z"),
                "execution_gateway");
        byte[] body = RecordBody.of(event, json(facts)).bytes();
        RecordHeader header = new RecordHeader(
                LOG,
                1,
                7,
                Instant.parse("2026-01-31T10:00:00.003001Z"),
                event.eventId(),
                body.length,
                RecordBody.hash(body),
                LOG.genesis());
        return ExportedRecord.of(new ChainRecord(header.bytes(), body));
    }

    static ExportedRecord refused() {
        return record("dev.syndicate.contracts.execution.ExecutionRefused", """
                {"session":"s-1","workspace":"acme/checkout","enforcementTier":"A","correlation":"c-1",
                 "who":{"principal":{"issuer":"https://idp","subject":"dana","name":"Dana D."},
                        "agent":{"vendor":"anthropic","product":"claude-code","version":"2.1","adapter":"hook"}},
                 "authority":{"kind":"people","approval":"ap-1","policyVersion":"3:ab",
                              "approvers":[{"issuer":"https://idp","subject":"riley","name":"R"}]},
                 "action":{"id":"a-1","callId":"call-1","rawTool":"Bash","tool":"shell","kind":"command",
                           "targets":["/srv/a","/srv/b"],"parameters":{"digest":"sha256:00","size":3}},
                 "digests":{"intentAtApproval":"sha256:11","intentAtExecution":"sha256:22","action":"sha256:33"},
                 "policy":{"version":"3:ab","rule":"needs-people","effect":"require-approval","risk":"high"},
                 "approval":"ap-1",
                 "outcome":{"result":"refused","reason":"digest-mismatch","detail":"not what was approved"}}""");
    }

    /** Hostile texts, and members of other types than anybody expects. */
    static ExportedRecord hostile() {
        JsonObject principal = JsonObject.builder()
                .put("subject", HOSTILE)
                .put("name", HOSTILE)
                .build();
        JsonObject action = JsonObject.builder()
                .put("id", HOSTILE)
                .put("rawTool", 42)
                .put("tool", HOSTILE)
                .put("targets", "no array")
                .build();
        JsonObject facts = JsonObject.builder()
                .put("session", HOSTILE)
                .put("who", JsonObject.EMPTY.with("principal", principal).with("agent", JsonValue.of("only a text")))
                .put("action", action)
                .put("outcome", JsonObject.builder().put("result", "refused").put("detail", HOSTILE))
                .put("authority", HOSTILE)
                .build();
        return record("Strange|Type=" + HOSTILE, facts.toString());
    }

    private static JsonObject json(String text) {
        try {
            return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
