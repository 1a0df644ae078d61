package dev.syndicate.audit.chain;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps partitions ahead of the writer, outside the transactions that append. Used by the writer's thread alone. Reports:
 *
 * <ul>
 *   <li>{@code syndicate.audit.partition.headroom} records: how many more the partitions that exist can take; -1 when not
 *       the writer
 * </ul>
 */
@Component
class Partitions implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final long UNKNOWN = -1;

    private final RecordStore records;
    private volatile long end = UNKNOWN;
    private volatile long size;
    private long due;

    Partitions(RecordStore records) {
        this.records = records;
    }

    /**
     * Makes the next partition when half of the room is used up. If that fails it is tried again after as many records as
     * one batch has; while there is room for a batch, appending goes on.
     */
    void keepAhead(long size, int batch) {
        this.size = size;
        if (end == UNKNOWN) {
            end = records.partitionEnd();
            due = size;
        }
        if (size >= due) {
            makeNext(batch);
        }
    }

    /** After a fence or a failure. */
    void forget() {
        end = UNKNOWN;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("syndicate.audit.partition.headroom", this, Partitions::headroom)
                .baseUnit("records")
                .description("Records that the existing partitions can still take; -1 when not the writer")
                .register(registry);
    }

    private void makeNext(int batch) {
        try {
            end = records.makeNextPartition();
            due = size + (end - size) / 2;
        } catch (DataAccessException e) {
            if (end - size < batch) {
                throw e;
            }
            LOG.warn("The next partition could not be made; {} records have room: {}", end - size, e.getMessage());
            due = size + batch;
        }
    }

    private double headroom() {
        long known = end;
        return known == UNKNOWN ? -1 : known - size;
    }
}
