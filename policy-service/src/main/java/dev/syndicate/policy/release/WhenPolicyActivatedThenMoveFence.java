package dev.syndicate.policy.release;

import dev.syndicate.contracts.policy.PolicyActivated;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The policy fence. Every intent to execute holds its workspace's row for sharing, so this waits for the intents that
 * began under the previous version, and those that begin later see the new one. It runs in the command's transaction.
 */
@Component
@ProcessingGroup(ReleaseConfiguration.IN_TRANSACTION)
class WhenPolicyActivatedThenMoveFence {

    private final JdbcClient jdbc;

    WhenPolicyActivatedThenMoveFence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PolicyActivated activated) {
        jdbc.sql("SELECT fence.activate_policy(:version)")
                .param("version", activated.version().toString())
                .query((row, index) -> activated.version())
                .single();
    }
}
