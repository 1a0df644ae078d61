package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.execution.ExecutionsResumed;
import dev.syndicate.contracts.execution.ExecutionsSuspended;
import dev.syndicate.contracts.execution.PermitsRevoked;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Lets the fences follow what operators decided, in the transaction of the event itself. */
@Component
@ProcessingGroup("gateway-lookups")
class FenceProjection {

    private final JdbcFenceMoves fences;

    FenceProjection(JdbcFenceMoves fences) {
        this.fences = fences;
    }

    @EventHandler
    void on(PermitsRevoked event) {
        fences.revoke(new Reach(event.workspace()), event.before());
    }

    @EventHandler
    void on(ExecutionsSuspended event) {
        fences.suspend(event);
    }

    @EventHandler
    void on(ExecutionsResumed event) {
        fences.resume(new Reach(event.workspace()));
    }
}
