package dev.syndicate.approval.grant;

import dev.syndicate.approval.voting.Revocations;
import dev.syndicate.approval.voting.Voter;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Standing grants as the members of their workspaces see them and take them back. */
@Component
public class Grants {

    /** Characters of a revocation's reason. */
    public static final int LONGEST_REASON = 2000;

    private final JdbcGrants grants;
    private final Revocations revocations;
    private final Clock clock;

    Grants(JdbcGrants grants, Revocations revocations, Clock clock) {
        this.grants = grants;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * Some of them, the newest first.
     *
     * @param workspace one of the viewer's; absent for all of theirs
     * @param live whether only those that can still be used
     * @param before continue after this one of the page before; absent for the first page
     */
    public List<GrantView> page(
            AuthenticatedPerson viewer,
            @Nullable WorkspaceId workspace,
            boolean live,
            @Nullable ApprovalId before,
            int limit) {
        if (workspace != null) {
            viewer.requireMemberOf(workspace);
        }
        Set<WorkspaceId> workspaces = workspace == null ? viewer.workspaces() : Set.of(workspace);
        return grants.page(workspaces, live, before, clock.instant(), limit);
    }

    /** The grant, if the viewer may see it. */
    public GrantView require(AuthenticatedPerson viewer, ApprovalId id) {
        return grants.find(id, clock.instant())
                .filter(grant -> viewer.isMemberOf(grant.workspace()))
                .orElseThrow(() ->
                        new ProblemException(PlatformProblems.NOT_FOUND, "There is no grant %s for you".formatted(id)));
    }

    /** The executions that were intended under it, in their order. */
    public List<GrantUse> usesOf(ApprovalId id) {
        return grants.usesOf(id);
    }

    /** What this approval lets stand; empty where it was given for its action alone. For who may see the approval. */
    public Optional<GrantView> givenBy(ApprovalId approval) {
        return grants.find(approval, clock.instant());
    }

    /** Under which grant each of these actions ran, as far as one did; an action that was refused and ran later counts once. */
    public Map<ActionId, Lineage> lineagesOf(Collection<ActionId> actions) {
        return grants.usesBy(actions, clock.instant()).stream()
                .collect(Collectors.toMap(lineage -> lineage.use().action(), lineage -> lineage, (_, later) -> later));
    }

    /** Takes it back. Ends the request where the reason is none, or the grant is not one that this person may revoke. */
    public void revoke(AuthenticatedPerson by, ApprovalId id, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "A revocation has a reason of 1 to %d characters and nothing else".formatted(LONGEST_REASON));
        }
        require(by, id);
        revocations.revoke(id, Voter.of(by), by.has(Role.OPERATOR), reason);
    }
}
