package dev.syndicate.gateway.action;

import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the standing grants that people give and take back, as approval-service recorded them. */
@Component
@ProcessingGroup("approval-outcomes")
class WhenStandingGrantMovesThenKeepIt {

    private final JdbcGrants grants;

    WhenStandingGrantMovesThenKeepIt(JdbcGrants grants) {
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

    /** Votes begin anew, and what rested on the earlier ones has ended. */
    @EventHandler
    void on(RoundOpened event) {
        grants.lose(event);
    }
}
