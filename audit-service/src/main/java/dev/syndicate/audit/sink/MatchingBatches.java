package dev.syndicate.audit.sink;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.format.ExportedRecord;
import dev.syndicate.audit.records.MatchingRecords;
import dev.syndicate.audit.records.RecordFilter;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** So many records that match a filter. What is missing or altered stops the sink: it never passes over a record. */
record MatchingBatches(
        MatchingRecords records, RecordFilter filter, boolean everything, int size, Duration linger, Clock clock)
        implements Batches {

    @Override
    public Optional<SinkBatch> next(long cursor, SignedNote newest) throws IOException {
        long signed = Checkpoint.parse(newest.text()).size();
        List<ExportedRecord> found = records.page(filter, cursor, signed, size).stream()
                .map(StoredRecord::record)
                .map(ExportedRecord::of)
                .toList();
        boolean full = found.size() == size;
        long before = full ? found.getLast().sequence() + 1 : records.windowEnd(cursor, signed);
        if (everything && found.size() != before - cursor) {
            throw new IOException("Records from " + cursor + " on are missing: nothing is sent before they are back");
        }
        boolean waits = !full && before == signed && !found.isEmpty() && isYoung(found.getFirst());
        return waits ? Optional.empty() : Optional.of(SinkBatch.of(cursor, before, found, newest));
    }

    private boolean isYoung(ExportedRecord record) {
        return record.header().recordedAt().plus(linger).isAfter(clock.instant());
    }
}
