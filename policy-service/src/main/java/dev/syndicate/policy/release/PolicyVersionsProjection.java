package dev.syndicate.policy.release;

import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyPublished;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table of versions. It runs in the command's transaction: see {@link ReleaseConfiguration}. */
@Component
@ProcessingGroup(ReleaseConfiguration.IN_TRANSACTION)
class PolicyVersionsProjection {

    private final PolicyVersions versions;

    PolicyVersionsProjection(PolicyVersions versions) {
        this.versions = versions;
    }

    @EventHandler
    void on(PolicyPublished published) {
        versions.add(published);
    }

    @EventHandler
    void on(PolicyActivated activated) {
        versions.activate(activated);
    }
}
