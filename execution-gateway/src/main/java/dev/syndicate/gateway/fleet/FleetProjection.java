package dev.syndicate.gateway.fleet;

import dev.syndicate.contracts.session.CanaryReported;
import dev.syndicate.contracts.session.EnforcementGapReported;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.contracts.session.UngovernedCallObserved;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the fleet, in the transaction of the event itself. */
@Component
@ProcessingGroup("gateway-lookups")
class FleetProjection {

    private final JdbcFleet fleet;

    FleetProjection(JdbcFleet fleet) {
        this.fleet = fleet;
    }

    @EventHandler
    void on(SessionOpened event) {
        fleet.open(event);
    }

    @EventHandler
    void on(SessionClosed event) {
        fleet.close(event.session(), event.occurredAt());
    }

    @EventHandler
    void on(InstallationSeen event) {
        fleet.see(event);
    }

    @EventHandler
    void on(EnforcementGapReported event) {
        fleet.gap(event);
    }

    @EventHandler
    void on(UngovernedCallObserved event) {
        fleet.ungoverned(event.session());
    }

    @EventHandler
    void on(CanaryReported event) {
        fleet.canary(event);
    }
}
