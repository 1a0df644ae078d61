package dev.syndicate.audit.seal;

import dev.syndicate.audit.chain.Appends;
import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.ChainTail;
import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Signer;
import dev.syndicate.audit.integrity.Clearance;
import dev.syndicate.audit.integrity.Latch;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.contracts.audit.SealEvent;
import dev.syndicate.contracts.chain.Receipt;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.id.EventId;
import dev.syndicate.platform.command.CommandRefusedException;
import dev.syndicate.platform.eventstore.OutsideTransaction;
import dev.syndicate.platform.observability.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * Answers seal requests: the event's record is read back from the database after its commit, then clearance is checked,
 * and only then a receipt is signed. Waiting ends within the time-out, inside no transaction.
 */
@Component
class Sealing {

    static final Metric WAIT = new Metric(
            "syndicate.audit.seal",
            Metric.Kind.TIMER,
            List.of("outcome"),
            "Time from a seal request to its receipt (sealed) or refusal (unavailable, not-clear)");

    private final ChainTail tail;
    private final Appends appends;
    private final RecordStore records;
    private final Latch latch;
    private final Signer signer;
    private final LogKeys keys;
    private final AuditSettings settings;
    private final Clock clock;
    private final MeterRegistry registry;

    Sealing(
            ChainTail tail,
            Appends appends,
            RecordStore records,
            Latch latch,
            Signer signer,
            LogKeys keys,
            AuditSettings settings,
            Clock clock,
            MeterRegistry registry) {
        this.tail = tail;
        this.appends = appends;
        this.records = records;
        this.latch = latch;
        this.signer = signer;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
    }

    @CommandHandler
    Receipt handle(SealEvent request) throws InterruptedException {
        OutsideTransaction.require("the wait for a seal");
        Timer.Sample sample = Timer.start(registry);
        String outcome = "unavailable";
        try {
            ChainHead writing = requireWriter();
            StoredRecord record = committed(request.event());
            outcome = "not-clear";
            Receipt receipt = sign(writing, record, requireClear());
            outcome = "sealed";
            return receipt;
        } finally {
            sample.stop(WAIT.timer(registry, outcome));
        }
    }

    private ChainHead requireWriter() {
        if (tail.obstacle().isPresent()) {
            throw new CommandRefusedException(
                    SealProblems.NOT_CLEAR, "A signed tail was lost and two operators have to adopt what is left");
        }
        return tail.head()
                .orElseThrow(() -> new CommandRefusedException(
                        SealProblems.UNAVAILABLE, "This process is not the writer of the chain now"));
    }

    private StoredRecord committed(EventId event) throws InterruptedException {
        long deadline = System.nanoTime() + settings.sealTimeout().toNanos();
        try (ChainTail.Urgency urgency = tail.urgently()) {
            while (true) {
                long mark = appends.mark();
                Optional<StoredRecord> record = records.ofEvent(event.value());
                if (record.isPresent()) {
                    return record.get();
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new CommandRefusedException(
                            SealProblems.UNAVAILABLE, "The event has no record within " + settings.sealTimeout());
                }
                appends.awaitAfter(mark, Duration.ofNanos(left));
            }
        }
    }

    /** Since when the chain is clear. */
    private Instant requireClear() {
        Optional<String> refusal = signer.refusal();
        if (refusal.isPresent()) {
            throw new CommandRefusedException(SealProblems.NOT_CLEAR, refusal.get());
        }
        return switch (latch.clearance()) {
            case Clearance.Clear clear -> clear.since();
            case Clearance.NotClear closed ->
                throw new CommandRefusedException(SealProblems.NOT_CLEAR, closed.reason());
        };
    }

    private Receipt sign(ChainHead writing, StoredRecord stored, Instant clearSince) {
        RecordHeader header = RecordHeader.parse(stored.record().header());
        RecordBody body = RecordBody.parse(stored.record().body());
        if (!header.bodyHash().equals(RecordBody.hash(stored.record().body()))) {
            throw new CommandRefusedException(SealProblems.NOT_CLEAR, "The record differs from what was committed");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (clearSince.isAfter(now)) {
            throw new CommandRefusedException(
                    SealProblems.NOT_CLEAR, "The clock is behind the time at which the chain became clear");
        }
        return Receipt.sign(
                writing.origin(),
                header.sequence(),
                header.leaf(),
                new EventId(header.eventId()),
                body.eventDigest(),
                new Receipt.Validity(clearSince, now, now.plus(settings.receiptLifetime())),
                keys.receipts());
    }
}
