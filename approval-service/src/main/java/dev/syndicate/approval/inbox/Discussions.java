package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.Comments;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import org.springframework.stereotype.Component;

/** Takes the comments of those who may comment: reviewers of the workspace, and who asked. */
@Component
public class Discussions {

    private final Visibility visibility;
    private final ApprovalViews views;
    private final Comments comments;
    private final ViewWaits waits;

    Discussions(Visibility visibility, ApprovalViews views, Comments comments, ViewWaits waits) {
        this.visibility = visibility;
        this.views = views;
        this.comments = comments;
        this.waits = waits;
    }

    /** Says it, and waits until the view shows it. */
    public CommentView say(AuthenticatedPerson person, ApprovalId approval, CommentId id, String text) {
        ApprovalView view = visibility.require(person, approval);
        if (!mayComment(person, view)) {
            throw new ProblemException(PlatformProblems.FORBIDDEN, "Reviewers and who asked may comment");
        }
        CommentView said = CommentView.of(comments.say(view.request(), id, person.person(), text));
        waits.until(approval, () -> isShown(approval, id));
        return said;
    }

    /** Reviewers may, and who asked. */
    public boolean mayComment(AuthenticatedPerson person, ApprovalView view) {
        return person.has(Role.REVIEWER) || view.request().requester().isAnsweredForBy(person.person());
    }

    private boolean isShown(ApprovalId approval, CommentId id) {
        return views.find(approval).stream()
                .flatMap(view -> view.comments().stream())
                .anyMatch(comment -> comment.comment().equals(id));
    }
}
