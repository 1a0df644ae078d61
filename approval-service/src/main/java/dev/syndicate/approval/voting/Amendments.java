package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.Problem;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes amendments: parameters that a reviewer changed, as the beginning of another action. execution-gateway makes its
 * bytes, because it knows what follows from parameters and keeps what belongs to people; the approval decides whether this
 * person may, and its event is what execution-gateway acts on.
 */
@Component
public class Amendments {

    private static final int ATTEMPTS = 5;

    private final CommandGateway commands;
    private final ReviewedActions actions;
    private final Votes votes;
    private final Integrity integrity;
    private final Clock clock;

    Amendments(CommandGateway commands, ReviewedActions actions, Votes votes, Integrity integrity, Clock clock) {
        this.commands = commands;
        this.actions = actions;
        this.votes = votes;
        this.integrity = integrity;
        this.clock = clock;
    }

    /**
     * What an amender sends: the digests are those of what they were shown.
     *
     * @param amendedBy the id of the new action
     * @param targets where the reviewer says what the new action acts on; otherwise its adapter does
     */
    public record Draft(
            ActionId amendedBy,
            IntentDigest intentDigest,
            ViewDigest viewDigest,
            JsonObject parameters,
            @Nullable List<String> targets,
            @Nullable String comment) {}

    /** Amends what was asked; safe to send again with the same id. Ends the request where nothing can come of it. */
    public AmendmentResult amend(
            ApprovalRequested request, List<VoteCast> cast, @Nullable Ending ending, Voter amender, Draft draft) {
        ReviewableView shown = actions.of(request.content()).reviewable();
        Clearance clearance = integrity.clearance();
        boolean expected = votes.foresee(request, cast, ending, amender, VoteChoice.DENY, shown, clearance)
                .isEmpty();
        return send(new AmendApproval(
                request.approval(),
                draft.amendedBy(),
                expected ? drafted(request, draft) : null,
                amender,
                draft.intentDigest(),
                draft.viewDigest(),
                draft.comment(),
                shown,
                clearance,
                clock.instant()));
    }

    private AmendedAction drafted(ApprovalRequested request, Draft draft) {
        return commands.sendAndWait(new DraftAmendment(
                request.action(),
                request.approval(),
                draft.amendedBy(),
                CanonicalJson.text(draft.parameters()),
                draft.targets()));
    }

    /** An amendment that lost a race against a vote is judged again, after it. */
    private AmendmentResult send(AmendApproval amendment) {
        for (int attempt = 1; ; attempt++) {
            try {
                return commands.sendAndWait(amendment);
            } catch (RuntimeException failure) {
                boolean raced =
                        failure instanceof Problem problem && problem.type().equals(PlatformProblems.CONFLICT);
                if (attempt == ATTEMPTS || !raced) {
                    throw failure;
                }
            }
        }
    }
}
