package dev.syndicate.audit.dualcontrol;

import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Confirmation.Pending;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets nothing happen that only one person wants. The first call asks, a call of another person within a day confirms;
 * people differ by the issuer and subject of their verified tokens, never by name. What is decided is a digest, so that
 * both mean the same.
 *
 * <pre>{@code
 * transactions.execute(status -> switch (dualControl.confirm(Decision.toRelease(finding), person, reason)) {
 *     case Pending waiting -> waiting;
 *     case Confirmed both -> carryOut(both.by());
 * });
 * }</pre>
 */
@Component
public class DualControl {

    private static final Logger LOG = LoggerFactory.getLogger(DualControl.class);
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final int MAX_REASON = 1_000;

    private final Askings askings;
    private final LogKeys keys;
    private final Clock clock;
    private final Identifiers identifiers;

    DualControl(Askings askings, LogKeys keys, Clock clock, Identifiers identifiers) {
        this.askings = askings;
        this.keys = keys;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /**
     * Asks for a decision, or confirms it. Takes part in the caller's transaction and demands one: the decision is carried
     * out together with its confirmation, or neither. The first asker again is the problem {@code second-person-required}.
     *
     * @param decision what is asked for
     * @param person from the caller's token
     * @param reason for the record; 1 to 1,000 characters
     */
    public Confirmation confirm(Decision decision, Person person, String reason) {
        requireTransaction();
        requireReason(reason);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Asking fresh = new Asking(identifiers.next(), decision, person, reason, now, now.plus(PATIENCE));
        Optional<Asking> waiting = standing(decision, now);
        if (waiting.isPresent()) {
            return second(waiting.get(), person, reason, now);
        }
        if (askings.open(fresh, keys.receipts().sign(fresh.signedBytes()))) {
            LOG.info("{} of {} is asked for by {}", decision.kind(), decision.digest(), person.subject());
            return fresh.pending();
        }
        // Somebody asked for the same at the same moment: their row is there now.
        return standing(decision, now)
                .map(other -> second(other, person, reason, now))
                .orElseThrow(() -> new ProblemException(PlatformProblems.CONFLICT, "Somebody else has just decided"));
    }

    /** What waits for a second person, the oldest first. */
    public List<Pending> pending() {
        Instant now = clock.instant();
        return askings.open().stream()
                .filter(row -> isAuthentic(row) && row.asking().isOpenAt(now))
                .map(row -> row.asking().pending())
                .toList();
    }

    private Optional<Asking> standing(Decision decision, Instant now) {
        Optional<Askings.Row> row = askings.lock(decision);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Asking asking = row.get().asking();
        if (isAuthentic(row.get()) && asking.isOpenAt(now)) {
            return Optional.of(asking);
        }
        askings.close(asking.id(), now);
        return Optional.empty();
    }

    private Confirmed second(Asking asking, Person second, String reason, Instant now) {
        if (asking.first().isSameAs(second)) {
            throw new ProblemException(
                    DualControlProblems.SECOND_PERSON,
                    "You have asked for this already; another person confirms it",
                    Map.of("expiresAt", asking.expiresAt().toString()));
        }
        askings.confirm(asking.id(), second, reason, now);
        LOG.info(
                "{} of {} is confirmed by {}",
                asking.decision().kind(),
                asking.decision().digest(),
                second.subject());
        String both = asking.reason().equals(reason) ? reason : asking.reason() + " / " + reason;
        return new Confirmed(List.of(asking.first(), second), both);
    }

    private boolean isAuthentic(Askings.Row row) {
        boolean authentic =
                keys.receipts().verificationKey().verifies(row.asking().signedBytes(), row.proof());
        if (!authentic) {
            LOG.error(
                    "Asking {} was not written by this service; it counts for nobody",
                    row.asking().id());
        }
        return authentic;
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A decision is confirmed in the transaction that carries it out");
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON || reason.indexOf('\0') >= 0) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "'reason' has 1 to " + MAX_REASON + " characters, none of them U+0000");
        }
    }
}
