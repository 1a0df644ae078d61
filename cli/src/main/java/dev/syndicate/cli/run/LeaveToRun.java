package dev.syndicate.cli.run;

import dev.syndicate.client.ActionStatus;
import dev.syndicate.client.AgentSession;
import dev.syndicate.client.Leave;
import dev.syndicate.client.Proposal;
import dev.syndicate.client.RefusedException;
import dev.syndicate.contracts.crypto.TrustedKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Asks leave to run what was just looked at. What the gateway could not seal or judge may be asked again with a fresh
 * permit; everything else is final.
 */
final class LeaveToRun {

    private static final int ATTEMPTS = 3;
    /** The answer to a request that got none is asked for so long, under the same key. */
    private static final Duration UNANSWERED = Duration.ofSeconds(15);
    /** Leave that comes later than this is not used: what was looked at is old. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Set<String> PASSING = Set.of("seal-unavailable", "policy-unavailable", "permit-expired");

    private final AgentSession session;
    private final Asking asking;
    private final Optional<TrustedKeys> trusted;

    LeaveToRun(AgentSession session, Asking asking, Optional<TrustedKeys> trusted) {
        this.session = session;
        this.asking = asking;
        this.trusted = trusted;
    }

    /**
     * What the gateway gave.
     *
     * @param objection why it must not be used; absent where it may be
     */
    record Given(Leave leave, Optional<String> objection) {}

    /** Leave for this, or {@link NothingRanException}. Leave that must not be used has to be reported nevertheless. */
    Given ask(ActionStatus authorised, Proposal presented) {
        ActionStatus action = authorised;
        for (int attempt = 1; ; attempt++) {
            try {
                return asked(action, presented);
            } catch (PassingException later) {
                if (attempt == ATTEMPTS) {
                    throw new NothingRanException(Ending.REFUSED, later.getMessage());
                }
                action = asking.once(() -> session.issuePermit(authorised.action(), key()));
            }
        }
    }

    private Given asked(ActionStatus action, Proposal presented) {
        String permit = permit(action);
        String key = key();
        long asked = System.nanoTime();
        Leave leave = asking.patiently(UNANSWERED, () -> execute(permit, presented, key));
        boolean isFresh = System.nanoTime() - asked < FRESH.toNanos();
        return new Given(leave, isFresh ? objection(leave) : Optional.of("leave came too late"));
    }

    private String permit(ActionStatus action) {
        return action.permit().isPresent()
                ? action.requirePermit()
                : asking.once(() -> session.issuePermit(action.action(), key())).requirePermit();
    }

    private Leave execute(String permit, Proposal presented, String key) {
        try {
            return session.execute(permit, presented, key);
        } catch (RefusedException refused) {
            if (PASSING.contains(refused.problem())) {
                throw new PassingException(refused);
            }
            throw refused.reply().status() < 500 && !refused.problem().equals("request-in-progress")
                    ? new NothingRanException(Ending.REFUSED, refused.getMessage())
                    : refused;
        }
    }

    private Optional<String> objection(Leave leave) {
        if (!leave.isSealed()) {
            return Optional.of("leave came without a receipt");
        }
        return trusted.filter(keys -> !leave.isSealedBy(keys)).map(_ -> "no trusted key signed the receipt");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Refused for a reason that may pass. */
    private static final class PassingException extends RuntimeException {

        private static final long serialVersionUID = 1;

        PassingException(RefusedException refused) {
            super(refused.getMessage(), refused);
        }
    }
}
