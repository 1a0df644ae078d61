package dev.syndicate.audit.sink;

import dev.syndicate.audit.chain.RecordStore;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.chain.SignedNote;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ranges that end at a checkpoint, because a bundle does: the last one within the size, or else the newest. */
record BundleBatches(Checkpoints checkpoints, RecordStore records, int size, Duration linger, Clock clock)
        implements Batches {

    @Override
    public Optional<SinkBatch> next(long cursor, SignedNote newest) {
        Checkpoint head = Checkpoint.parse(newest.text());
        long bound = cursor + size;
        if (head.size() < bound) {
            return isYoung(cursor) ? Optional.empty() : Optional.of(until(newest, cursor));
        }
        List<SignedNote> within = checkpoints.between(head.logOrigin().epoch(), cursor, bound + 1, 1);
        return Optional.of(until(within.isEmpty() ? newest : within.getLast(), cursor));
    }

    private static SinkBatch until(SignedNote note, long cursor) {
        return SinkBatch.bundle(cursor, Checkpoint.parse(note.text()).size(), note);
    }

    private boolean isYoung(long cursor) {
        return records.find(cursor)
                .map(StoredRecord::record)
                .map(record -> RecordHeader.parse(record.header()).recordedAt())
                .filter(recorded -> recorded.plus(linger).isAfter(clock.instant()))
                .isPresent();
    }
}
