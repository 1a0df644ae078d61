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

    Discussions(Visibility visibility, ApprovalViews views, Comments comments) {
        this.visibility = visibility;
        this.views = views;
        this.comments = comments;
    }

    /** Says it, and waits until the view shows it. */
    public CommentView say(AuthenticatedPerson person, ApprovalId approval, CommentId id, String text) {
        ApprovalView view = visibility.require(person, approval);
        if (!person.has(Role.REVIEWER) && !view.request().requester().isAnsweredForBy(person.person())) {
            throw new ProblemException(PlatformProblems.FORBIDDEN, "Reviewers and who asked may comment");
        }
        CommentView said = CommentView.of(comments.say(view.request(), id, person.person(), text));
        ViewWaits.until(() -> isShown(approval, id));
        return said;
    }

    private boolean isShown(ApprovalId approval, CommentId id) {
        return views.find(approval).stream()
                .flatMap(view -> view.comments().stream())
                .anyMatch(comment -> comment.comment().equals(id));
    }
}
