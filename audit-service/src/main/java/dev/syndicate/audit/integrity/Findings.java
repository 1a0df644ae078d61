package dev.syndicate.audit.integrity;

import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.IntegrityViolationFound;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.platform.id.Identifiers;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts violations on record: the latch closes, the finding is stored, and the event is appended, once for each. */
@Component
public class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final StoredFindings stored;
    private final Latch latch;
    private final Epochs epochs;
    private final LogKeys keys;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Findings(
            StoredFindings stored,
            Latch latch,
            Epochs epochs,
            LogKeys keys,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.stored = stored;
        this.latch = latch;
        this.epochs = epochs;
        this.keys = keys;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /**
     * The finding that this fault is. A fault of a record is one of the record's epoch, so that an adoption makes no new
     * finding of it; signed trees that the records do not make are a matter of the epoch whose checkpoints these are.
     *
     * @param now how far the log has come
     */
    public Finding of(LogOrigin now, Broken broken) {
        Long sequence = broken.sequence();
        long place = sequence == null ? -1 : sequence;
        boolean aboutRecord = place >= 0 && broken.fault() != ChainFault.TREE_ROOT;
        return new Finding(aboutRecord ? epochs.of(now, place) : now, broken.fault(), place, broken.detail());
    }

    /** Ends clearance because of this fault, as {@link #report(Finding)} does. */
    public void report(LogOrigin now, Broken broken) {
        report(of(now, broken));
    }

    /**
     * Ends clearance because of this finding. Found again, it changes nothing; nor does one that two people have released,
     * as volume and database both know.
     */
    public void report(Finding finding) {
        latch.inTurn(() -> {
            if (!isReleased(finding)) {
                close(finding);
            }
        });
    }

    /**
     * Makes a finding of a latch that was removed, so that there is something for two people to release. While another
     * finding stands, that one is enough: its release puts the latch back.
     *
     * @param size how many records the log has now
     */
    public void reportMissingLatch(LogOrigin now, long size) {
        // In turn: a release that ends between the two looks would leave the finding of a latch that is there again.
        latch.inTurn(() -> latch.missing()
                .filter(missing -> standing().isEmpty())
                .ifPresent(missing -> report(new Finding(now, ChainFault.LATCH_MISSING, size, missing))));
    }

    private void close(Finding finding) {
        try {
            latch.closeFile(finding);
        } finally {
            // Also when the volume is full: one of the two is enough to end clearance.
            transactions.executeWithoutResult(status -> record(finding));
        }
    }

    /** Whether two people have released this finding. */
    public boolean isReleased(Finding finding) {
        return latch.isReleased(finding.digest()) && stored.isReleased(finding.digest());
    }

    /**
     * What two people have released, as volume and database both know, and what would be the same finding if it were found
     * now: nothing about records that were lost and have successors in a later epoch.
     */
    public List<Finding> released(LogOrigin now) {
        return stored.released(keys.log()).stream()
                .filter(finding -> latch.isReleased(finding.digest()))
                .filter(finding -> isOfNow(finding, now))
                .toList();
    }

    private boolean isOfNow(Finding finding, LogOrigin now) {
        return finding.origin()
                .equals(of(now, new Broken(finding.fault(), finding.sequence(), finding.detail()))
                        .origin());
    }

    /** Whether nothing of this kind stands unreleased. */
    public boolean isFree(ChainFault fault) {
        return standing().stream().noneMatch(finding -> finding.fault() == fault);
    }

    /** What stands unreleased in the database. */
    public List<Finding> standing() {
        return stored.unreleased(keys.log());
    }

    /** Takes what other replicas have found from the database to the writer's volume. */
    public void adopt() {
        latch.inTurn(() -> standing().stream()
                .filter(finding -> !latch.standing().contains(finding))
                .forEach(finding -> {
                    latch.closeFile(finding);
                    LOG.error("Finding {} of another process stands on the volume now", finding.digest());
                }));
    }

    private void record(Finding finding) {
        latch.lock();
        if (isReleased(finding)) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        latch.closeRow(finding);
        if (stored.insert(finding, now)) {
            LOG.error(
                    "Integrity violated: {} at record {}: {}; no receipts are signed until {} is released",
                    finding.fault().wireName(),
                    finding.sequence(),
                    finding.detail(),
                    finding.digest());
            append(finding, now);
        }
    }

    private void append(Finding finding, Instant now) {
        events.publish(new GenericDomainEventMessage<>(
                "Finding",
                identifiers.next().toString(),
                0,
                new IntegrityViolationFound(
                        finding.origin().log().toString(),
                        finding.origin().epoch(),
                        finding.digest(),
                        finding.fault().wireName(),
                        finding.sequence(),
                        finding.detail(),
                        now)));
    }
}
