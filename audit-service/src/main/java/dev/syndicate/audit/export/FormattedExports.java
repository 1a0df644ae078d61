package dev.syndicate.audit.export;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Proofs;
import dev.syndicate.audit.format.ExportedRecord;
import dev.syndicate.audit.format.RecordFormat;
import dev.syndicate.audit.log.LogKeys;
import dev.syndicate.audit.records.FilterJson;
import dev.syndicate.audit.records.MatchingRecords;
import dev.syndicate.audit.records.RecordFilter;
import dev.syndicate.contracts.audit.RecordsExported;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.ExportManifest;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Exports in forms for others: put on record before the first byte, written as often as it takes, measured once. */
@Component
class FormattedExports {

    private final Proofs proofs;
    private final MatchingRecords records;
    private final ExportRegister register;
    private final FilterJson filters;
    private final EventBus events;
    private final TransactionTemplate transactions;
    private final LogKeys keys;
    private final Clock clock;
    private final Identifiers identifiers;

    FormattedExports(
            Proofs proofs,
            MatchingRecords records,
            ExportRegister register,
            FilterJson filters,
            EventBus events,
            TransactionTemplate transactions,
            LogKeys keys,
            Clock clock,
            Identifiers identifiers) {
        this.proofs = proofs;
        this.records = records;
        this.register = register;
        this.filters = filters;
        this.events = events;
        this.transactions = transactions;
        this.keys = keys;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Starts an export of this range; without an end, up to the newest checkpoint. */
    Export start(RecordFormat format, RecordFilter filter, long first, @Nullable Long last, Person by) {
        SignedNote note = proofs.newest()
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "Nothing was signed yet"));
        long size = Checkpoint.parse(note.text()).size();
        long end = last == null ? size - 1 : last;
        if (first < 0 || end < first || end >= size) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "'first' and 'last' are records in their order, below %d, which are signed".formatted(size));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        JsonObject stated = filters.write(filter);
        Export export =
                new Export(identifiers.next(), format, stated, first, end, note, by.issuer(), by.subject(), now, null);
        transactions.executeWithoutResult(status -> {
            register.add(export);
            events.publish(new GenericDomainEventMessage<>("Export", export.id().toString(), 0, recorded(export, by)));
        });
        return export;
    }

    /** The latest that this person started, the newest first. */
    List<Export> by(Person person) {
        return register.by(person);
    }

    /** An export that this person started. */
    Export of(UUID id, Person person) {
        return register.find(id)
                .filter(export -> export.wasAskedForBy(person))
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.NOT_FOUND, "No export of this id was started by this person"));
    }

    /** Writes all of it. */
    void write(Export export, OutputStream out) throws IOException {
        MeasuredStream measured = new MeasuredStream(out);
        measured.write(export.format().start());
        writeRecords(export, export.first(), measured);
        if (export.measured().isEmpty()) {
            register.measured(export.id(), measured.measure());
        }
    }

    /** Writes what follows this record, as it stands in the whole. */
    void writeAfter(Export export, long after, OutputStream out) throws IOException {
        if (after < export.first()) {
            write(export, out);
        } else {
            writeRecords(export, after + 1, new MeasuredStream(out));
        }
    }

    /** What the whole holds, signed. The first time it may take as long as the export. */
    ExportManifest manifest(Export export) {
        Export.Measure measure = measured(export);
        return new ExportManifest(
                        export.id(),
                        export.head().logOrigin(),
                        export.first(),
                        export.last(),
                        export.filter(),
                        export.format().name(),
                        measure.count(),
                        measure.bytes(),
                        measure.digest(),
                        export.checkpoint(),
                        export.requestedAt(),
                        keys.receipts().id(),
                        "")
                .signedWith(keys.receipts());
    }

    /** Whether this filter lets every record through. */
    boolean isEverything(RecordFilter filter) {
        return filters.write(filter).isEmpty();
    }

    /** What the whole holds. The first time it may take as long as the export. */
    Export.Measure measured(Export export) {
        return export.measured().orElseGet(() -> measure(export));
    }

    private Export.Measure measure(Export export) {
        try {
            write(export, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ProblemException(PlatformProblems.UNAVAILABLE, "The export cannot be read to its end");
        }
        return register.find(export.id()).flatMap(Export::measured).orElseThrow();
    }

    private void writeRecords(Export export, long from, MeasuredStream out) throws IOException {
        RecordFilter filter = filters.read(export.filter());
        Gapless gapless = new Gapless(from, export.filter().isEmpty());
        records.forEach(filter, from, export.last() + 1, stored -> {
            gapless.accept(stored.sequence());
            out.write(formatted(export.format(), stored));
            out.counted();
        });
        gapless.accept(export.last() + 1);
    }

    private static byte[] formatted(RecordFormat format, StoredRecord stored) throws IOException {
        try {
            return format.framed(ExportedRecord.of(stored.record()));
        } catch (IllegalArgumentException e) {
            throw new IOException("Record " + stored.sequence() + " is not what was signed: the export ends here", e);
        }
    }

    private static RecordsExported recorded(Export export, Person by) {
        return new RecordsExported(
                export.head().logOrigin().log().toString(),
                export.head().logOrigin().epoch(),
                by,
                export.format().name(),
                export.first(),
                export.last(),
                export.last() - export.first() + 1,
                export.filter().isEmpty() ? null : export.filter().toString(),
                export.requestedAt());
    }

    /** Without a filter nothing may be missing: an export with a hole would pass for a whole one. */
    private static final class Gapless {

        private final boolean everything;
        private long next;

        Gapless(long first, boolean everything) {
            this.next = first;
            this.everything = everything;
        }

        void accept(long sequence) throws IOException {
            if (everything && sequence != next) {
                throw new IOException("Record " + next + " is missing: the export ends here");
            }
            next = sequence + 1;
        }
    }
}
