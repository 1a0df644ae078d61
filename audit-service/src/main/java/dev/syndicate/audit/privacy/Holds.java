package dev.syndicate.audit.privacy;

import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.HoldScope;
import dev.syndicate.contracts.audit.LegalHoldPlaced;
import dev.syndicate.contracts.audit.LegalHoldReleased;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Legal holds: placed by two people, released by two people, both on the record. */
@Component
public class Holds {

    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final DualControl control;
    private final JdbcHolds holds;
    private final Recorded recorded;
    private final LogKeys keys;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Holds(
            DualControl control,
            JdbcHolds holds,
            Recorded recorded,
            LogKeys keys,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.control = control;
        this.holds = holds;
        this.recorded = recorded;
        this.keys = keys;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Asks for a hold, or confirms it. */
    Confirmation place(HoldScope scope, Person person, String reason) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            holds.inOrder();
            return decide(Decision.toHold(scope), person, reason, both -> place(scope, both));
        }));
    }

    private void place(HoldScope scope, Confirmed both) {
        UUID id = identifiers.next();
        Instant now = now();
        UUID event = recorded.publish(
                "Hold", id, 0, new LegalHoldPlaced(log(), id.toString(), scope, both.by(), both.reason(), now));
        holds.place(id, scope, both.reason(), now, event);
        LOG.info(
                "Legal hold {} over a {} is placed by two people",
                id,
                scope.kind().wireName());
    }

    /** Asks for the release of a hold, or confirms it. */
    Confirmation release(UUID id, Person person, String reason) {
        HoldView hold = holds.find(id)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "There is no such hold"));
        if (hold.releasedAt() != null) {
            throw new ProblemException(PlatformProblems.CONFLICT, "Two people have released it before");
        }
        return Objects.requireNonNull(transactions.execute(
                _ -> decide(Decision.toReleaseHold(id), person, reason, both -> release(hold, both))));
    }

    private void release(HoldView hold, Confirmed both) {
        UUID id = hold.id();
        Instant now = now();
        UUID event = recorded.publish(
                "Hold",
                id,
                1,
                new LegalHoldReleased(log(), id.toString(), hold.scope(), both.by(), both.reason(), now));
        holds.release(id, now, event);
        LOG.info("Legal hold {} is released by two people", id);
    }

    List<HoldView> all() {
        return holds.all();
    }

    /** Ends the request where a hold covers any record of the range; holds placed meanwhile wait for the transaction. */
    public void requireNoneOver(long first, long last) {
        holds.inOrder();
        PrivacyProblems.requireNone(holds.overRange(first, last));
    }

    private Confirmation decide(Decision decision, Person person, String reason, Consumer<Confirmed> carryOut) {
        Confirmation confirmation = control.confirm(decision, person, reason);
        if (confirmation instanceof Confirmed both) {
            carryOut.accept(both);
        }
        return confirmation;
    }

    private String log() {
        return keys.log().toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
