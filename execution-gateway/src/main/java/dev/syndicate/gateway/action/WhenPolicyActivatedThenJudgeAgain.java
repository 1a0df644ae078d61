package dev.syndicate.gateway.action;

import dev.syndicate.contracts.policy.PolicyActivated;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * A version is released while people are being asked: each action that waits is judged again. It is only written down here;
 * policy is asked outside the transaction. What begins to wait meanwhile, the gate judges again before it runs.
 */
@Component
@ProcessingGroup("policy-releases")
class WhenPolicyActivatedThenJudgeAgain {

    private final JdbcRejudgements rejudgements;

    WhenPolicyActivatedThenJudgeAgain(JdbcRejudgements rejudgements) {
        this.rejudgements = rejudgements;
    }

    @EventHandler
    void on(PolicyActivated activated) {
        rejudgements.addAllAwaiting(activated.occurredAt());
    }
}
