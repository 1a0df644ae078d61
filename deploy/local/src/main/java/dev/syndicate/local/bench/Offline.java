package dev.syndicate.local.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The verification of a bundle in this process, with nothing but a key, beside a SHA-256 of the whole file. */
final class Offline implements Measurement, AutoCloseable {

    private static final int BODIES = 2_000;
    private static final double MILLION = 1e6;

    private final long records;
    private final Path file;
    private final OfflineBundle bundle;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Samples seconds = new Samples();
    private final Samples processorSeconds = new Samples();
    private final Samples hashed = new Samples();

    Offline(Stack stack, long records) {
        this.records = records;
        this.file = stack.home().directory().resolve("offline.bundle");
        this.bundle = new OfflineBundle(
                stack.administrator()
                        .list(
                                "SELECT body FROM audit.record ORDER BY sequence DESC LIMIT ?",
                                row -> row.getBytes(1),
                                BODIES),
                records);
        try {
            bundle.write(file);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write " + file, failure);
        }
    }

    @Override
    public void round() {
        long before = system.getProcessCpuTime();
        seconds.add(timed(this::verify));
        processorSeconds.add((system.getProcessCpuTime() - before) / 1e9);
        hashed.add(timed(this::hash));
    }

    @Override
    public List<Result> results() {
        double scale = MILLION / records;
        String beside = "SHA-256 of the file";
        return List.of(
                new Result(
                        "offline, a million records",
                        "s",
                        scale * seconds.median(),
                        scale * hashed.median(),
                        beside,
                        new Goal.Below(10, "s")),
                new Result(
                        "  processor time",
                        "s",
                        scale * processorSeconds.median(),
                        scale * hashed.median(),
                        beside + "; two processors halve it"));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot delete " + file, failure);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double timed(Work work) {
        long start = System.nanoTime();
        try {
            work.run();
        } catch (IOException failure) {
            throw new LocalFailureException("the bundle cannot be read", failure);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void verify() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (!(BundleVerifier.verify(in, bundle.key()) instanceof ChainVerdict.Intact intact)
                    || intact.last() != records - 1) {
                throw new LocalFailureException("the bundle does not verify");
            }
        }
    }

    private void hash() throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[1 << 18];
            while (in.read(buffer) >= 0) {
                // Only the hash is wanted.
            }
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform is required to have SHA-256", impossible);
        }
    }
}
