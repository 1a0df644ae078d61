package dev.syndicate.approval.grant;

import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.stereotype.Component;

/** Writes the list. */
@Component
@ProcessingGroup("standing-grants")
class GrantProjection {

    private final JdbcGrants grants;

    GrantProjection(JdbcGrants grants) {
        this.grants = grants;
    }

    @EventHandler
    void on(StandingGranted event) {
        grants.insert(event);
    }

    @EventHandler
    void on(StandingGrantRevoked event) {
        grants.revoke(event);
    }

    @EventHandler
    void on(RoundOpened event) {
        grants.lose(event);
    }

    @ResetHandler
    void rebuild() {
        grants.deleteAll();
    }
}
