package dev.syndicate.approval.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerificationTest {

    @Test
    void saysUpToWhichRecordItRead() throws InadmissibleJsonException {
        assertThat(intact("").result()).isEqualTo("Intact up to record #1,234,567");
        assertThat(intact(", \"pruned\": 0").result()).isEqualTo("Intact up to record #1,234,567");
    }

    @Test
    void callsNoRecordIntactThatIsGone() throws InadmissibleJsonException {
        Verification past = intact(", \"pruned\": 1000000");
        assertThat(past.result()).isEqualTo("Intact up to record #1,234,567, but for 1,000,000 that were pruned");
        assertThat(past.upTo()).isEqualTo("#1,234,567, but for 1,000,000 that were pruned");
    }

    private static Verification intact(String more) throws InadmissibleJsonException {
        String run = """
                {"id": "a", "state": "completed", "requestedBy": "olive", "startedAt": "2026-01-02T03:04:05Z",
                 "extent": "everything", "intact": true, "lastSequence": 1234567%s}""".formatted(more);
        return Verification.of(
                new Facts(Json.parseObject(run.getBytes(StandardCharsets.UTF_8))),
                new Moments(Instant.parse("2026-01-02T04:00:00Z")));
    }
}
