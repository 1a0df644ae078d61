package dev.syndicate.audit.chain;

import dev.syndicate.audit.integrity.Findings;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.platform.eventstore.StoredEvent;
import dev.syndicate.platform.id.Identifiers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Extends the chain while it holds the lease. One step takes whatever events are waiting, up to a bound, and commits
 * their records together with the head, or nothing. Used by one thread; {@link ChainTail} drives it.
 */
@Component
class ChainWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ChainWriter.class);

    private final Heads heads;
    private final RecordStore records;
    private final Sequencer sequencer;
    private final Partitions partitions;
    private final LostTail lostTail;
    private final EndOfRecords endOfRecords;
    private final Lookahead lookahead;
    private final Findings findings;
    private final TransactionTemplate transactions;
    private final AuditSettings settings;
    private final ChainMetrics metrics;
    private final String holder;

    private volatile @Nullable ChainHead head;
    private volatile @Nullable ChainHead waiting;
    private volatile @Nullable String obstacle;
    private long renewedAt;

    ChainWriter(
            Heads heads,
            RecordStore records,
            Sequencer sequencer,
            Partitions partitions,
            LostTail lostTail,
            EndOfRecords endOfRecords,
            Lookahead lookahead,
            Findings findings,
            TransactionTemplate transactions,
            AuditSettings settings,
            ChainMetrics metrics,
            Identifiers identifiers) {
        this.heads = heads;
        this.records = records;
        this.sequencer = sequencer;
        this.partitions = partitions;
        this.lostTail = lostTail;
        this.endOfRecords = endOfRecords;
        this.lookahead = lookahead;
        this.findings = findings;
        this.transactions = transactions;
        this.settings = settings;
        this.metrics = metrics;
        this.holder = identifiers.next().toString();
    }

    /** The head, while this process holds the lease. */
    Optional<ChainHead> head() {
        return Optional.ofNullable(head);
    }

    /** The head that waits for its adoption, while this process holds the lease. */
    Optional<ChainHead> awaitingAdoption() {
        return Optional.ofNullable(waiting);
    }

    /** Why nothing is appended, while it waits for an adoption. */
    Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /**
     * Tries to become the writer. What is believed from here on is read from the database, not remembered, and nothing is
     * appended while the writer's own volume knows more than the database.
     */
    boolean acquire() {
        Optional<ChainHead> acquired = waiting == null ? heads.acquire(holder) : held(waiting);
        acquired.ifPresent(this::admit);
        return head != null;
    }

    private Optional<ChainHead> held(ChainHead mine) {
        heads.renew(mine.term());
        return heads.read();
    }

    private void admit(ChainHead mine) {
        Optional<String> inTheWay = lostTail.obstacle(mine);
        if (inTheWay.isPresent()) {
            refuse(mine, inTheWay.get());
            return;
        }
        waiting = null;
        obstacle = null;
        sequencer.begin(lostTail.adopted(mine));
        renewedAt = System.nanoTime();
        head = endOfRecords.correcting(mine).map(this::corrected).orElse(mine);
        LOG.info("Writing log {} from record {}, term {}", mine.origin(), mine.size(), mine.term());
    }

    private ChainHead corrected(ChainHead end) {
        findings.report(end.origin(), new Broken(ChainFault.HEAD, null, "The head row is not the end of the records"));
        return end;
    }

    private void refuse(ChainHead mine, String why) {
        if (!why.equals(obstacle)) {
            LOG.error("Nothing is appended until two operators adopt what is left: {}", why);
        }
        obstacle = why;
        waiting = mine;
    }

    /** Records the next events. Returns how many; 0 when there were none. Throws {@link FencedException}. */
    int step() {
        ChainHead from = head;
        if (from == null) {
            return 0;
        }
        Optional<Prepared> next = lookahead.next(from);
        if (next.isEmpty()) {
            renewWhenDue(from);
            return 0;
        }
        partitions.keepAhead(from.size(), settings.batchSize());
        append(from, next.get());
        return next.get().events().size();
    }

    /** After a fence or a failure: nothing that was believed holds any more. */
    void stepDown() {
        head = null;
        waiting = null;
        obstacle = null;
        lookahead.discard();
        partitions.forget();
    }

    /** At the end of the process. */
    void release() {
        head().or(this::awaitingAdoption).ifPresent(mine -> heads.release(mine.term()));
        stepDown();
    }

    private void append(ChainHead from, Prepared next) {
        lookahead.goOn(next);
        try {
            commit(from, next.batch());
        } catch (DuplicateKeyException e) {
            lookahead.discard();
            commit(from, withoutReplays(from, next.events(), e));
        }
    }

    private void commit(ChainHead from, Batch batch) {
        metrics.committing(() -> transactions.executeWithoutResult(status -> {
            heads.advance(from.size(), batch.head());
            records.insert(batch.records());
            records.insertSubtrees(batch.subtrees());
        }));
        head = batch.head();
        renewedAt = System.nanoTime();
        metrics.appended(batch.records().size());
    }

    /** An event id that has a record already: an alarm, and never a second record nor a stuck writer. */
    private Batch withoutReplays(ChainHead from, List<StoredEvent> next, DuplicateKeyException cause) {
        List<StoredEvent> replays = next.stream()
                .filter(event -> records.ofEvent(event.eventId()).isPresent())
                .toList();
        if (replays.isEmpty()) {
            throw cause;
        }
        replays.forEach(event -> findings.report(from.origin(), replay(event)));
        long position = next.getLast().globalIndex();
        List<StoredEvent> fresh =
                next.stream().filter(event -> !replays.contains(event)).toList();
        if (fresh.isEmpty()) {
            return new Batch(List.of(), List.of(), at(from, position));
        }
        Batch batch = sequencer.sequence(from, fresh);
        return new Batch(batch.records(), batch.subtrees(), at(batch.head(), position));
    }

    private static ChainHead at(ChainHead head, long position) {
        return new ChainHead(
                head.origin(), head.size(), head.leaf(), head.frontier(), position, head.recordedAt(), head.term());
    }

    private Broken replay(StoredEvent event) {
        return new Broken(
                ChainFault.EVENT_CHANGED,
                records.ofEvent(event.eventId()).map(StoredRecord::sequence).orElse(null),
                "Event " + event.eventId() + " appeared again at position " + event.globalIndex());
    }

    private void renewWhenDue(ChainHead mine) {
        long since = System.nanoTime() - renewedAt;
        if (since > settings.leaseTtl().toNanos() / 4) {
            heads.renew(mine.term());
            renewedAt = System.nanoTime();
        }
    }
}
