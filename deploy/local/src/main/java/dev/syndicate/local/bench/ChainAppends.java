package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Database;
import dev.syndicate.local.Stack;
import java.util.List;

/**
 * How fast the chain takes up what waits, by the recorded times of a burst that was appended while audit-service was
 * held still: reading, canonicalising, hashing, committing, and the checkpoints and the scrub that go on meanwhile.
 */
final class ChainAppends implements Measurement {

    private static final int BURST = 12_000;

    private final Stack stack;
    private final Database administrator;
    private final EventCopies copies;
    private final PlainInserts plain;
    private final CpuTime cpu;
    private final Timers timers;
    private final Samples ours = new Samples();
    private final Samples baseline = new Samples();
    private final Samples cpuMicros = new Samples();
    private final Samples prepareMicros = new Samples();
    private final Samples commitMicros = new Samples();

    ChainAppends(Stack stack) {
        this.stack = stack;
        this.administrator = stack.administrator();
        this.copies = new EventCopies(stack);
        this.plain = new PlainInserts(administrator);
        this.cpu = new CpuTime(stack);
        this.timers = new Timers(stack);
        burst();
    }

    @Override
    public void round() {
        long from = administrator.number("SELECT size FROM audit.head");
        long cpuBefore = cpu.nanos();
        double prepared = timers.seconds("syndicate_audit_batch_prepare");
        double committed = timers.seconds("syndicate_audit_batch_commit");
        long count = burst() - from;
        ours.add(rateSince(from));
        cpuMicros.add((cpu.nanos() - cpuBefore) / 1e3 / count);
        prepareMicros.add((timers.seconds("syndicate_audit_batch_prepare") - prepared) * 1e6 / count);
        commitMicros.add((timers.seconds("syndicate_audit_batch_commit") - committed) * 1e6 / count);
        baseline.add(plain.rate(from));
    }

    @Override
    public List<Result> results() {
        String beside = "batched inserts, same tables";
        double perRecord = 1e6 / baseline.median();
        return List.of(
                new Result(
                        "chain appends, records",
                        "/s",
                        ours.median(),
                        baseline.median(),
                        beside,
                        new Goal.AtLeast(0.7)),
                new Result("  reading and canonicalising, a record", "us", prepareMicros.median(), perRecord, beside),
                new Result("  committing, a record", "us", commitMicros.median(), perRecord, beside),
                new Result(
                        "  processor time, a record",
                        "us",
                        cpuMicros.median(),
                        perRecord,
                        "their time, both processors idle but for it"));
    }

    /** The processor time of a record at this size of the chain, in microseconds. */
    double cpuMicros() {
        return cpuMicros.median();
    }

    private long burst() {
        stack.signal(Component.AUDIT, "STOP");
        try {
            copies.append(BURST);
        } finally {
            stack.signal(Component.AUDIT, "CONT");
        }
        return copies.awaitRecords();
    }

    /** Without the last batch: its records carry the time at which it began. */
    private double rateSince(long from) {
        return administrator.list("""
                        SELECT count(*) FILTER (WHERE recorded_at < last) / extract(epoch FROM last - min(recorded_at))
                        FROM (
                            SELECT recorded_at, max(recorded_at) OVER () AS last
                            FROM audit.record WHERE sequence >= ?) AS burst
                        GROUP BY last
                        """, row -> row.getDouble(1), from).getFirst();
    }
}
