package dev.syndicate.audit.retention;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.dualcontrol.Confirmation;
import dev.syndicate.audit.dualcontrol.Confirmation.Confirmed;
import dev.syndicate.audit.dualcontrol.Decision;
import dev.syndicate.audit.dualcontrol.DualControl;
import dev.syndicate.audit.integrity.Clearance;
import dev.syndicate.audit.integrity.Latch;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.privacy.Holds;
import dev.syndicate.audit.privacy.Recorded;
import dev.syndicate.audit.retention.JdbcPrunings.Partition;
import dev.syndicate.contracts.audit.RecordsPruned;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets go of the oldest records. Two people approve a range of whole partitions together with the digest of its archive;
 * what they approved is on record before anything happens. This service cannot remove a record: the migrator does.
 */
@Component
class Prunings {

    private static final Logger LOG = LoggerFactory.getLogger(Prunings.class);

    private final DualControl control;
    private final JdbcPrunings prunings;
    private final RecordStore records;
    private final RangeArchive archive;
    private final Holds holds;
    private final Latch latch;
    private final Recorded recorded;
    private final LogKeys keys;
    private final RetentionSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Prunings(
            DualControl control,
            JdbcPrunings prunings,
            RecordStore records,
            RangeArchive archive,
            Holds holds,
            Latch latch,
            Recorded recorded,
            LogKeys keys,
            RetentionSettings settings,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.control = control;
        this.prunings = prunings;
        this.records = records;
        this.archive = archive;
        this.holds = holds;
        this.latch = latch;
        this.recorded = recorded;
        this.keys = keys;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    private record Range(long first, long last, SignedNote note, Digest archive) {

        Decision decision() {
            return Decision.toPrune(first, last, archive);
        }
    }

    /** Asks to let go of everything up to and with this record, or confirms it. */
    Confirmation prune(long last, Person person, String reason) {
        Range range = prunable(last);
        return Objects.requireNonNull(transactions.execute(_ -> {
            holds.requireNoneOver(range.first(), range.last());
            Confirmation confirmation = control.confirm(range.decision(), person, reason);
            if (confirmation instanceof Confirmed both) {
                approve(range, both);
            }
            return confirmation;
        }));
    }

    List<PruningView> all() {
        return prunings.all();
    }

    private void approve(Range range, Confirmed both) {
        Checkpoint head = Checkpoint.parse(range.note().text());
        Instant now = now();
        RecordsPruned event = new RecordsPruned(
                keys.log().toString(),
                range.first(),
                range.last(),
                range.last() - range.first() + 1,
                range.archive(),
                both.by(),
                both.reason(),
                now);
        UUID id = recorded.publish("Pruning", identifiers.next(), 0, event);
        prunings.approve(id, range.first(), range.last(), head.logOrigin().epoch(), head.size(), range.archive(), now);
        LOG.warn("Records {} to {} may be pruned, approved by two people", range.first(), range.last());
    }

    private Range prunable(long last) {
        if (latch.clearance() instanceof Clearance.NotClear closed) {
            throw refused("Nothing is pruned while the chain is not clear: " + closed.reason());
        }
        List<Partition> partitions = prunings.partitions();
        long behind = endOfApproved();
        long first = firstPrunable(partitions, behind);
        requireNothingLasting(last < first ? behind : first, last);
        requireWholePartitions(partitions, first, last);
        StoredRecord newest = records.find(last).orElseThrow(() -> refused("There is no record " + last + " yet"));
        if (newest.columns().recordedAt().isAfter(clock.instant().minus(settings.period()))) {
            throw refused("Record %d is younger than the retention of %s".formatted(last, settings.period()));
        }
        SignedNote note = prunings.covering(last).stream()
                .filter(archive::isOfThisHistory)
                .findFirst()
                .orElseThrow(() -> refused("No checkpoint covers record " + last + " yet"));
        return new Range(first, last, note, archive.digest(first, note));
    }

    /** Behind what is approved already, whether or not it is gone yet. */
    private long endOfApproved() {
        List<PruningView> approved = prunings.all();
        return approved.isEmpty() ? 0 : approved.getLast().last() + 1;
    }

    /** A partition with a record that the log needs for good is left as it is. */
    private long firstPrunable(List<Partition> partitions, long behind) {
        return partitions.stream()
                .filter(partition -> partition.first() >= behind)
                .filter(partition -> prunings.lasting(partition.first(), partition.before() - 1)
                        .isEmpty())
                .mapToLong(Partition::first)
                .findFirst()
                .orElse(behind);
    }

    private void requireNothingLasting(long first, long last) {
        prunings.lasting(first, last).ifPresent(record -> {
            throw refused(
                    "Record %d of %s is one that the log needs for good: its partition stays, and a range ends in front of it"
                            .formatted(record.sequence(), record.type()));
        });
    }

    private static void requireWholePartitions(List<Partition> partitions, long first, long last) {
        boolean begins = partitions.stream().anyMatch(partition -> partition.first() == first);
        boolean ends = partitions.stream().anyMatch(partition -> partition.before() == last + 1);
        if (!begins || !ends || last < first) {
            throw refused("Whole partitions are pruned, the oldest first: 'last' is one of %s"
                    .formatted(partitions.stream()
                            .filter(partition -> partition.first() >= first)
                            .map(partition -> partition.before() - 1)
                            .toList()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(RetentionProblems.NOT_PRUNABLE, detail);
    }
}
