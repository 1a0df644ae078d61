package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.EnforcementTier;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Sessions of coding tools.
 *
 * @param lifetime how long a session credential is accepted
 * @param tiers what an adapter of this installation can honestly claim, by the adapter's name. A session of any other
 *     adapter is of tier C: whoever runs the coding tool could take the hook away. State B for an adapter only where the
 *     fleet's managed settings lock it and let it fail closed.
 */
@Validated
@ConfigurationProperties("syndicate.gateway.sessions")
record SessionSettings(
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 30) @DefaultValue("12h")
        Duration lifetime,

        @DefaultValue Map<String, EnforcementTier> tiers) {

    EnforcementTier tierOf(String adapter) {
        return tiers.getOrDefault(adapter, EnforcementTier.C);
    }
}
