package dev.syndicate.local.bench;

import dev.syndicate.cli.audit.OnlineVerification;
import dev.syndicate.cli.audit.OnlineVerification.Extent;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.util.List;

/**
 * Verifications of the whole chain by audit-service, beside scans that read the same rows and check nothing: with every
 * check beside records with their leaves and events, and of hashes and links alone beside the records' bytes.
 */
final class Verification implements Measurement {

    private static final List<String> EVERYTHING = List.of(
            "SELECT * FROM audit.record ORDER BY sequence",
            "SELECT * FROM audit.leaf ORDER BY sequence",
            "SELECT * FROM eventstore.domain_event ORDER BY global_index");

    private static final List<String> CHAIN =
            List.of("SELECT sequence, header, body FROM audit.record ORDER BY sequence");

    private static final long SLICE = 20_000;

    private final Database administrator;
    private final OnlineVerification online;
    private final BareScan scan;
    private final CpuTime cpu;
    private final Samples everything = new Samples();
    private final Samples everythingScanned = new Samples();
    private final Samples chain = new Samples();
    private final Samples chainScanned = new Samples();
    private final Samples cpuMicros = new Samples();

    /** Makes sure that the chain has so many records. */
    Verification(Stack stack, Cast cast, long records) {
        this.administrator = stack.administrator();
        this.online = new OnlineVerification(cast.atAudit("ada"));
        this.scan = new BareScan(administrator);
        this.cpu = new CpuTime(stack);
        EventCopies copies = new EventCopies(stack);
        for (long missing = records - records(); missing > 0; missing = records - records()) {
            copies.append(Math.min(SLICE, missing));
            copies.awaitRecords();
        }
        administrator.execute("ANALYZE");
        verify(Extent.EVERYTHING);
        verify(Extent.CHAIN);
    }

    @Override
    public void round() {
        long before = cpu.nanos();
        everything.add(verify(Extent.EVERYTHING));
        cpuMicros.add((cpu.nanos() - before) / 1e3 / records());
        everythingScanned.add(scan.rate(records(), EVERYTHING));
        chain.add(verify(Extent.CHAIN));
        chainScanned.add(scan.rate(records(), CHAIN));
    }

    @Override
    public List<Result> results() {
        return List.of(
                new Result(
                        "verification, every check",
                        "/s",
                        everything.median(),
                        everythingScanned.median(),
                        "bare scan of records, leaves, events",
                        new Goal.AtLeast(0.6)),
                new Result(
                        "  processor time, a record",
                        "us",
                        cpuMicros.median(),
                        1e6 / everythingScanned.median(),
                        "time of the scan"),
                new Result(
                        "verification, hashes and links",
                        "/s",
                        chain.median(),
                        chainScanned.median(),
                        "bare scan of the records' bytes",
                        new Goal.AtLeast(0.9)));
    }

    /** The processor time of a record at this size of the chain, in microseconds. */
    double cpuMicros() {
        return cpuMicros.median();
    }

    private long records() {
        return administrator.number("SELECT size FROM audit.head");
    }

    /** By audit-service's own clock, because it is asked whether it has ended only now and then. */
    private double verify(Extent extent) {
        if (!online.run(extent).intact()) {
            throw new LocalFailureException("the chain does not verify");
        }
        return administrator.list("""
                        SELECT (last_sequence - first_sequence + 1) / extract(epoch FROM finished_at - started_at)
                        FROM audit.verification ORDER BY id DESC LIMIT 1
                        """, row -> row.getDouble(1)).getFirst();
    }
}
