package dev.syndicate.audit.export;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.contracts.audit.RecordsExported;
import dev.syndicate.contracts.chain.BundleManifest;
import dev.syndicate.contracts.chain.BundleWriter;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.LogOrigin;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Prepares bundles: what is exported is decided, and put on record, before the first byte leaves. */
@Component
class Exports {

    private static final int PAGE = 500;
    private static final int EARLIER_CHECKPOINTS = 64;

    private final Proofs proofs;
    private final Checkpoints checkpoints;
    private final RecordStore records;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Identifiers identifiers;

    Exports(
            Proofs proofs,
            Checkpoints checkpoints,
            RecordStore records,
            EventBus events,
            TransactionTemplate transactions,
            Clock clock,
            Identifiers identifiers) {
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.records = records;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Bytes that are written as they are asked for, in constant memory. */
    @FunctionalInterface
    interface Bundle {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Every record from this one to the newest checkpoint. */
    Bundle range(long first, Person by) {
        SignedNote note = newest();
        Checkpoint head = Checkpoint.parse(note.text());
        if (first < 0 || first >= head.size()) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'first' is a record below " + head.size());
        }
        requireWhole(first, head.size());
        LogOrigin origin = head.logOrigin();
        List<SignedNote> notes =
                new ArrayList<>(checkpoints.between(origin.epoch(), first, head.size(), EARLIER_CHECKPOINTS));
        notes.add(note);
        long count = head.size() - first;
        BundleManifest manifest = BundleManifest.range(origin, proofs.before(first), count, notes);
        exported(origin, by, "bundle/v1 range", first, head.size() - 1, count);
        return out -> writeRange(new BundleWriter(out, manifest), first, head.size());
    }

    private SignedNote newest() {
        return proofs.newest()
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "Nothing was signed yet"));
    }

    /** A bundle with a gap verifies nowhere. */
    private void requireWhole(long first, long before) {
        records.lastPruned(first, before).ifPresent(last -> {
            throw new ProblemException(
                    PlatformProblems.NOT_FOUND,
                    "Record %d was pruned: its archive has it, or ask from %d on".formatted(last, last + 1));
        });
    }

    private void writeRange(BundleWriter writer, long first, long before) throws IOException {
        long next = first;
        while (next < before) {
            List<StoredRecord> page = records.page(next, before, PAGE);
            if (page.isEmpty() || page.getFirst().sequence() != next) {
                throw new IOException("Record " + next + " is missing: the bundle ends here and cannot be verified");
            }
            for (StoredRecord record : page) {
                writer.write(record.record());
            }
            next = page.getLast().sequence() + 1;
        }
    }

    private void exported(LogOrigin origin, Person by, String format, long first, long last, long count) {
        RecordsExported event = new RecordsExported(
                origin.log().toString(),
                origin.epoch(),
                by,
                format,
                first,
                last,
                count,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        transactions.executeWithoutResult(status -> events.publish(
                new GenericDomainEventMessage<>("Export", identifiers.next().toString(), 0, event)));
    }
}
