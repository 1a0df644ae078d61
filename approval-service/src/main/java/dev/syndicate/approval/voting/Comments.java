package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Puts comments on record. */
@Component
public class Comments {

    /** Characters of a comment. */
    public static final int LONGEST = 2000;

    private final Retries retries;
    private final Clock clock;

    Comments(Retries retries, Clock clock) {
        this.retries = retries;
        this.clock = clock;
    }

    /** Says it; safe to send again with the same id. Ends the request where there is nothing to say, or too much. */
    public ApprovalCommented say(ApprovalRequested request, CommentId id, Person by, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "A comment has 1 to %d characters".formatted(LONGEST));
        }
        CommentOnApproval comment = new CommentOnApproval(request.approval(), id, by, text, clock.instant());
        retries.<Boolean>send(comment);
        return comment.commented(request);
    }
}
