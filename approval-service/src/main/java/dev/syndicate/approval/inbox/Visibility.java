package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Which approvals a person may see: those of their workspaces; a developer only the own ones. What may not be seen is
 * answered like what does not exist.
 */
@Component
public class Visibility {

    private static final Set<Role> SEES_ALL = Set.of(Role.REVIEWER, Role.AUDITOR, Role.OPERATOR, Role.POLICY_AUTHOR);

    private final ApprovalViews views;

    Visibility(ApprovalViews views) {
        this.views = views;
    }

    /** The approval, if the person may see it. */
    public ApprovalView require(AuthenticatedPerson viewer, ApprovalId approval) {
        return views.find(approval)
                .filter(view -> isMember(viewer, view)
                        && (seesAll(viewer) || view.request().requester().isAnsweredForBy(viewer.person())))
                .orElseThrow(() -> missing(approval));
    }

    /** The approval, if the person belongs to its workspace: whether they may vote, the approval decides. */
    public ApprovalView requireMember(AuthenticatedPerson voter, ApprovalId approval) {
        return views.find(approval).filter(view -> isMember(voter, view)).orElseThrow(() -> missing(approval));
    }

    /** Whose requests a list is limited to; empty for those who see everybody's. */
    public Optional<Person> onlyOf(AuthenticatedPerson viewer) {
        return seesAll(viewer) ? Optional.empty() : Optional.of(viewer.person());
    }

    private static boolean isMember(AuthenticatedPerson person, ApprovalView view) {
        return person.isMemberOf(view.request().workspace());
    }

    private static boolean seesAll(AuthenticatedPerson viewer) {
        return viewer.roles().stream().anyMatch(SEES_ALL::contains);
    }

    private static ProblemException missing(ApprovalId approval) {
        return new ProblemException(PlatformProblems.NOT_FOUND, "There is no approval %s for you".formatted(approval));
    }
}
