package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
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

    private final CommandGateway commands;
    private final Retries retries;
    private final ReviewedActions actions;
    private final Votes votes;
    private final Integrity integrity;
    private final Clock clock;

    Amendments(
            CommandGateway commands,
            Retries retries,
            ReviewedActions actions,
            Votes votes,
            Integrity integrity,
            Clock clock) {
        this.commands = commands;
        this.retries = retries;
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
     * @param expected the digest of the new action, where the reviewer was shown it; it is then no other
     */
    public record Draft(
            ActionId amendedBy,
            IntentDigest intentDigest,
            ViewDigest viewDigest,
            JsonObject parameters,
            @Nullable List<String> targets,
            @Nullable String comment,
            @Nullable IntentDigest expected) {}

    /** What would come of it: the new action's bytes are kept, nothing is recorded, and nothing is judged. */
    public AmendedAction preview(ApprovalRequested request, Draft draft) {
        amendable(request);
        return drafted(request, draft);
    }

    /** Amends what was asked; safe to send again with the same id. Ends the request where nothing can come of it. */
    public AmendmentResult amend(ApprovalHistory history, Voter amender, Draft draft) {
        ApprovalRequested request = history.request();
        ReviewableView shown = amendable(request).reviewable();
        Clearance clearance = integrity.clearance();
        boolean expected = votes.foresee(history, amender, null, VoteChoice.DENY, shown, clearance)
                .isEmpty();
        return retries.send(new AmendApproval(
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

    /** Whoever writes parameters anew has to have seen them, and to show them is what policy does not want. */
    private ReviewedAction amendable(ApprovalRequested request) {
        ReviewedAction shown = actions.of(request);
        if (shown.masked() > 0) {
            throw ApprovalProblems.masked(shown.masked());
        }
        return shown;
    }

    private AmendedAction drafted(ApprovalRequested request, Draft draft) {
        AmendedAction amended = commands.sendAndWait(new DraftAmendment(
                request.action(),
                request.approval(),
                draft.amendedBy(),
                CanonicalJson.text(draft.parameters()),
                draft.targets()));
        if (draft.expected() != null && !draft.expected().equals(amended.intentDigest())) {
            throw new ProblemException(
                    PlatformProblems.CONFLICT, "What would come of it is no longer what you were shown; look again");
        }
        return amended;
    }
}
