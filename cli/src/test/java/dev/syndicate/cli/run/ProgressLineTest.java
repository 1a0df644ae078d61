package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.client.ActionStatus.Approval;
import dev.syndicate.client.ActionStatus.Threshold;
import dev.syndicate.contracts.id.ApprovalId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final Approval APPROVAL = new Approval(
            ApprovalId.parse("0197a3c5-0000-7000-8000-000000000001"),
            URI.create("http://127.0.0.1:8081/approvals/0197a3c5-0000-7000-8000-000000000001"),
            Instant.EPOCH,
            List.of(new Threshold("r", 1, Optional.of("reviewers")), new Threshold("owners", 2, Optional.empty())));

    @Test
    void namesWhoMustApproveHowLongThereIsAndWhere() {
        assertThat(ProgressLine.waiting(APPROVAL, Duration.ofSeconds(890)))
                .isEqualTo("waiting for 1 of reviewers and 2 of owners, 14 min 50 s left: " + APPROVAL.url());
    }

    @Test
    void countsInSensibleUnits() {
        assertThat(ProgressLine.waiting(APPROVAL, Duration.ofMinutes(125))).contains("2 h 5 min left");
        assertThat(ProgressLine.waiting(APPROVAL, Duration.ofSeconds(9))).contains(" 9 s left");
        assertThat(ProgressLine.waiting(APPROVAL, Duration.ofSeconds(-3))).contains("no time left");
    }
}
