package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/** Takes standing grants back. */
@Component
public class Revocations {

    private final CommandGateway commands;
    private final Clock clock;

    Revocations(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** Revokes the grant; safe to send again. Ends the request where nothing stands, or not for this person. */
    public void revoke(ApprovalId approval, Voter by, boolean operator, String reason) {
        boolean revoked = commands.sendAndWait(new RevokeGrant(approval, by, operator, reason, clock.instant()));
        if (!revoked) {
            throw new ProblemException(
                    ApprovalProblems.NO_STANDING_GRANT,
                    "Approval %s gave no grant that stands and that you may revoke".formatted(approval));
        }
    }
}
