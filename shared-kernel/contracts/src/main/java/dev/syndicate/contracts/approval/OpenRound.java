package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.command.CallableBy;
import dev.syndicate.contracts.command.HomeService;
import dev.syndicate.contracts.id.ApprovalId;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a fresh vote where the votes are older than the release of an integrity finding. Sent again, or where no vote
 * is older, it changes nothing; so it does after every end but a grant.
 *
 * @param clearSince since when no finding stands
 */
@HomeService("approval-service")
@CallableBy("execution-gateway")
public record OpenRound(@TargetAggregateIdentifier ApprovalId approval, Instant clearSince) {

    public OpenRound {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(clearSince, "clearSince");
    }
}
