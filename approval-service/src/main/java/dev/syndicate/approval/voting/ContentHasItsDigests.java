package dev.syndicate.approval.voting;

import dev.syndicate.approval.reading.ReviewedActions;
import dev.syndicate.approval.reading.UnreadableActionException;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.platform.content.ContentUnavailableException;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * The stored bytes are a canonical action with the digests that the request names: people decide on nothing else. They are
 * read before the command's transaction begins: reading megabytes inside one would hold back every reader of events, and
 * outlast the time that the database leaves it idle.
 */
final class ContentHasItsDigests implements MessageDispatchInterceptor<CommandMessage<?>> {

    private final ReviewedActions actions;

    ContentHasItsDigests(ReviewedActions actions) {
        this.actions = actions;
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> commands) {
        return (_, command) -> command.getPayload() instanceof RequestApproval request
                ? command.andMetaData(Map.of(ContentFinding.KEY, find(request)))
                : command;
    }

    /** What is wrong is for the approval to say: it may know the request already. */
    private ContentFinding find(RequestApproval request) {
        try {
            check(request);
            return ContentFinding.GOOD;
        } catch (RuntimeException failure) {
            return ContentFinding.bad(failure);
        }
    }

    private void check(RequestApproval request) {
        CanonicalAction action = stored(request);
        if (!action.intentDigest().equals(request.intentDigest())
                || !action.actionDigest().equals(request.actionDigest())) {
            throw mismatch(
                    "Content %s is the intent %s".formatted(request.content().digest(), action.intentDigest()));
        }
    }

    private CanonicalAction stored(RequestApproval request) {
        try {
            return actions.read(request.content());
        } catch (ContentUnavailableException | UnreadableActionException unreadable) {
            throw mismatch(String.valueOf(unreadable.getMessage()));
        }
    }

    private static ProblemException mismatch(String detail) {
        return new ProblemException(ApprovalProblems.APPROVAL_CONTENT_MISMATCH, detail);
    }
}
