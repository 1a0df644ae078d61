package dev.syndicate.gateway.action;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.execution.ActionAmended;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionExpired;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ActionWithdrawn;
import dev.syndicate.contracts.execution.Amendment;
import dev.syndicate.contracts.execution.ApprovalAwaited;
import dev.syndicate.contracts.execution.ApprovalReopened;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.PermitRevoked;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.permit.PermitTerms;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;

/** Whether an action may run: what policy and people say of it, and the permits that follow. */
final class Authorisation {

    private final ActionState state;

    Authorisation(ActionState state) {
        this.state = state;
    }

    void decide(ProposeAction command, Decision decision) {
        switch (decision.effect()) {
            case ALLOW -> authorise(byPolicy(decision), command.permit(), command.occurredAt());
            case REQUIRE_APPROVAL -> askPeople(command, decision);
            case DENY ->
                apply(new ActionDenied(state.action(), Denier.POLICY, decision.reason(), null, command.occurredAt()));
        }
    }

    /** Unless they said before that such an action may run. */
    private void askPeople(ProposeAction command, Decision decision) {
        StandingGranted grant = command.standing();
        if (grant != null && isCovered(grant, command)) {
            authorise(
                    new Authority.OfPeople(grant.approval(), grant.approvers(), grant.policyVersion()),
                    command.permit(),
                    command.occurredAt());
        } else {
            apply(new ApprovalAwaited(
                    state.action(),
                    command.approval(),
                    command.occurredAt().plus(Decided.requirement(decision).expiresAfter()),
                    command.occurredAt()));
        }
    }

    private boolean isCovered(StandingGranted grant, ProposeAction command) {
        return GrantCover.covers(
                        grant,
                        state.proposed().session(),
                        state.approvedIntent(),
                        command.summary(),
                        command.decision(),
                        command.occurredAt())
                && grant.approvers().stream().noneMatch(this::hadAHandInIt);
    }

    private void authorise(Authority authority, PermitTerms terms, Instant now) {
        apply(new ActionAuthorised(state.action(), authority, state.approvedIntent(), now));
        issue(terms, now);
    }

    private void issue(PermitTerms terms, Instant now) {
        ActionProposed proposed = state.proposed();
        apply(new PermitIssued(
                state.action(),
                terms.permit(),
                proposed.session(),
                proposed.intentDigest(),
                state.authority().policyVersion(),
                state.approvalBehind().orElse(null),
                terms.keyId(),
                terms.expiresAt(),
                now));
    }

    @CommandHandler
    void authoriseByPeople(AuthoriseByPeople command) {
        if (state.isAwaiting(command.approval()) && command.round() == state.round() && countsAsApproval(command)) {
            Authority people = new Authority.OfPeople(command.approval(), command.approvers(), state.decidedUnder());
            authorise(people, command.permit(), command.occurredAt());
        }
    }

    /** approval-service sees to both; a grant that fails either is none. */
    private boolean countsAsApproval(AuthoriseByPeople command) {
        return command.intentDigest().equals(state.approvedIntent())
                && !command.approvers().isEmpty()
                && command.approvers().stream().noneMatch(this::hadAHandInIt);
    }

    /** Who asked, and whoever changed the parameters: somebody else decides. */
    private boolean hadAHandInIt(Person person) {
        Amendment amendment = state.proposed().amendment();
        return state.proposed().principal().isAnsweredForBy(person) || amendment != null && amendment.isBy(person);
    }

    @CommandHandler
    void amend(AmendAction command) {
        boolean counts = command.intentDigest().equals(state.approvedIntent()) && !hadAHandInIt(command.by());
        if (state.isAwaiting(command.approval()) && counts) {
            apply(new ActionAmended(
                    state.action(), command.approval(), command.amended(), command.by(), command.occurredAt()));
        }
    }

    /** What waits for its seal is refused at the gate, and waits for people then; what was granted is on its way. */
    @CommandHandler
    void awaitFreshVotes(AwaitFreshVotes command) {
        boolean stands = switch (state.phase()) {
            case AWAITING_APPROVAL, AUTHORISED, SEALING ->
                state.approval().filter(command.approval()::equals).isPresent();
            default -> false;
        };
        if (stands && command.round() > state.round()) {
            apply(new ApprovalReopened(
                    state.action(), command.approval(), command.round(), command.expiresAt(), command.occurredAt()));
        }
    }

    @CommandHandler
    void deny(DenyAction command) {
        if (state.isAwaiting(command.approval())) {
            apply(new ActionDenied(
                    state.action(), command.by(), command.reason(), command.reviewer(), command.occurredAt()));
        }
    }

    @CommandHandler
    void expire(ExpireAction command) {
        if (state.isAwaiting(command.approval())) {
            apply(new ActionExpired(state.action(), command.occurredAt()));
        }
    }

    @CommandHandler
    boolean withdraw(WithdrawAction command) {
        return switch (state.phase()) {
            case WITHDRAWN -> true;
            case AWAITING_APPROVAL, AUTHORISED -> {
                apply(new ActionWithdrawn(state.action(), command.by(), command.reason(), command.occurredAt()));
                yield true;
            }
            default -> false;
        };
    }

    @CommandHandler
    boolean issuePermit(IssuePermit command) {
        boolean stands = state.phase() == ActionPhase.AUTHORISED;
        if (stands) {
            issue(command.permit(), command.occurredAt());
        }
        return stands;
    }

    /** What waits for its seal is refused then, whether the seal comes or not. */
    @CommandHandler
    boolean revoke(RevokePermits command) {
        return switch (state.phase()) {
            case REVOKED -> true;
            case AUTHORISED, SEALING -> {
                state.permits().revocable().forEach(permit -> apply(revoked(permit, command)));
                yield true;
            }
            default -> false;
        };
    }

    private PermitRevoked revoked(PermitIssued permit, RevokePermits command) {
        return new PermitRevoked(state.action(), permit.permit(), command.by(), command.reason(), command.occurredAt());
    }

    private static Authority byPolicy(Decision decision) {
        return new Authority.OfPolicy(
                Decided.under(decision),
                Objects.requireNonNull(decision.rule(), "A decision by a rule"),
                Objects.requireNonNull(decision.author(), "A decision with an author"),
                Objects.requireNonNull(decision.releaser(), "A decision with a releaser"));
    }
}
