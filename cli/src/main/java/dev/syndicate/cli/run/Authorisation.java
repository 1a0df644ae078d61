package dev.syndicate.cli.run;

import dev.syndicate.client.ActionStatus;
import dev.syndicate.client.AgentSession;
import dev.syndicate.client.Proposal;
import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnexpectedReplyException;
import dev.syndicate.client.UnreachableException;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.id.ActionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** From the proposal to an action that is authorised, by policy or by people who are waited for. */
final class Authorisation {

    /** A gateway that is being replaced is back by then. */
    private static final Duration UNANSWERED = Duration.ofSeconds(30);

    private static final Duration ONE_WAIT = Duration.ofSeconds(20);

    private final AgentSession session;
    private final Asking asking;
    private final ProgressLine progress;
    private final InstantSource clock;
    private final Duration patience;

    Authorisation(AgentSession session, Asking asking, ProgressLine progress, InstantSource clock, Duration patience) {
        this.session = session;
        this.asking = asking;
        this.progress = progress;
        this.clock = clock;
        this.patience = patience;
    }

    /** Proposes. The answer is the action, wherever it stands. */
    ActionStatus propose(Proposal proposal) {
        String key = UUID.randomUUID().toString();
        return asking.patiently(UNANSWERED, () -> session.propose(proposal, key));
    }

    /** The action once it is authorised. Throws {@link NothingRanException} where it will not be; what waits is taken back. */
    ActionStatus await(ActionStatus proposed) {
        try {
            ActionStatus decided = proposed.state().isPending() ? decided(proposed) : proposed;
            if (!decided.action().equals(proposed.action())) {
                throw amended(decided.action());
            }
            return authorised(decided);
        } finally {
            progress.stop();
        }
    }

    private ActionStatus decided(ActionStatus proposed) {
        try {
            return waited(proposed);
        } catch (NothingRanException ended) {
            withdraw(proposed.action());
            throw ended;
        }
    }

    private ActionStatus waited(ActionStatus proposed) {
        ActionStatus.Approval approval = proposed.approval().orElseThrow();
        Instant ours = clock.instant().plus(patience);
        Instant until = ours.isBefore(approval.expiresAt()) ? ours : approval.expiresAt();
        progress.waitFor(approval, until);
        ActionStatus seen = proposed;
        while (seen.state().isPending()) {
            Duration left = Duration.between(clock.instant(), ours);
            if (!left.isPositive()) {
                throw new NothingRanException(Ending.EXPIRED, "Nobody decided within " + patience.toSeconds() + " s");
            }
            Duration wait = left.compareTo(ONE_WAIT) < 0 ? left : ONE_WAIT;
            seen = asking.patiently(UNANSWERED, () -> session.await(proposed.action(), wait));
        }
        return seen;
    }

    /** The gateway answers with what takes its place: other words than these, which are not ours to run. */
    private static NothingRanException amended(ActionId successor) {
        return new NothingRanException(
                Ending.REFUSED,
                "A reviewer amended it; action %s takes its place. Run what that says instead".formatted(successor));
    }

    private static ActionStatus authorised(ActionStatus action) {
        return switch (action.state()) {
            case AUTHORISED -> action;
            case DENIED -> throw denied(action);
            case EXPIRED -> throw new NothingRanException(Ending.EXPIRED, "Nobody decided in time");
            case WITHDRAWN -> throw new NothingRanException(Ending.EXPIRED, "The request was taken back");
            default ->
                throw new NothingRanException(
                        Ending.REFUSED, "The action is " + action.state().wireName());
        };
    }

    private static NothingRanException denied(ActionStatus action) {
        ActionStatus.Denial denial = action.denial().orElseThrow();
        return denial.by() == Denier.REVIEWER
                ? new NothingRanException(
                        Ending.DENIED_BY_REVIEWER,
                        "Denied by %s: %s".formatted(denial.reviewer().orElse("a reviewer"), denial.reason()))
                : new NothingRanException(Ending.DENIED_BY_POLICY, "Denied by policy: " + denial.reason());
    }

    /** So that nobody decides on what will not run. It is no failure if that is too late, or nobody hears it. */
    private void withdraw(ActionId action) {
        try {
            session.withdraw(action, "The runner does not wait any more");
        } catch (RefusedException | UnreachableException | UnexpectedReplyException inVain) {
            progress.say("the request could not be taken back: " + inVain.getMessage());
        }
    }
}
