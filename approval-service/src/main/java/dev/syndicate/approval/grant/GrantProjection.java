package dev.syndicate.approval.grant;

import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.identity.Authority;
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

    /** An execution under a grant is one of its uses, whatever becomes of it. */
    @EventHandler
    void on(ExecutionIntended event) {
        if (event.authority() instanceof Authority.OfPeople people && people.use() != null) {
            grants.use(people.approval(), new GrantUse(people.use(), event.action(), event.occurredAt()));
        }
    }

    @ResetHandler
    void rebuild() {
        grants.deleteAll();
    }
}
