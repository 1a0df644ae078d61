package dev.syndicate.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists are told whenever others are asked. */
class WhoIsAskedIT extends ApprovalServiceIT {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Documents documents;

    @Autowired
    private ApprovalViews approvals;

    @Test
    void isAnotherAnswerOnceASetIsEscalated() {
        Escalation soon = new Escalation(Duration.ofSeconds(2), "syndicate-operators", null);
        ApprovalId approval =
                ask(proposed().needing(new ThresholdSet("Reviewers", 1, 1, "syndicate-reviewers", null, soon)));
        ApprovalView view = approvals.find(approval).orElseThrow();
        String first = Listing.asked(view.history(), view.request().occurredAt(), documents);
        String then = Listing.asked(view.history(), view.request().occurredAt().plusSeconds(2), documents);
        assertThat(then).isNotEqualTo(first);
        Eventually.isTrue(() -> asked(approval).equals(then));
    }

    private String asked(ApprovalId approval) {
        return jdbc.sql("SELECT asked FROM approval_view WHERE approval = :approval")
                .param("approval", approval.value())
                .query(String.class)
                .single();
    }
}
