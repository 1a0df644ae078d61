package dev.syndicate.testing.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of limited size, mounted in a namespace that only the processes run in it see. It is real: what does not
 * fit is refused by the kernel with ENOSPC. Needs root and {@code unshare}, {@code nsenter} and {@code mount}
 * ({@link #isPossible()}). It goes when it is closed, or with this process.
 */
public final class SmallDisk implements OwnCluster.Place, AutoCloseable {

    private static final String HOLD = "mount -t tmpfs -o size=\"$2\" tmpfs \"$1\" && echo mounted && cat >/dev/null";

    private final Path directory;
    private final Process holder;

    private SmallDisk(Path directory, Process holder) {
        this.directory = directory;
        this.holder = holder;
    }

    /** Whether this machine lets this process mount one. */
    public static boolean isPossible(Path directory) {
        try {
            mounted(directory, "1m").close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Mounted at this directory, for whoever runs in it. */
    public static SmallDisk at(Path directory, String size) {
        try {
            return mounted(directory, size);
        } catch (IOException e) {
            throw new UncheckedIOException("No file system could be mounted at " + directory, e);
        }
    }

    private static SmallDisk mounted(Path directory, String size) throws IOException {
        Process holder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--propagation",
                        "private",
                        "sh",
                        "-c",
                        HOLD,
                        "sh",
                        directory.toString(),
                        size)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (holder.inputReader().readLine() == null) {
            holder.destroyForcibly();
            throw new IOException("mount was refused");
        }
        return new SmallDisk(directory, holder);
    }

    @Override
    public List<String> prefix() {
        return List.of("nsenter", "--mount=/proc/%d/ns/mnt".formatted(holder.pid()), "--");
    }

    /** A new directory on it, by the name that those who run in it know. */
    public Path newDirectory(String name) {
        try {
            Files.createDirectory(seen(name));
            return directory.resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves no byte free. */
    public void fill() {
        byte[] block = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() {
        try {
            Files.delete(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        holder.destroy();
        try {
            if (!holder.waitFor(10, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path ballast() {
        return seen("ballast");
    }

    /** As the holder sees it. */
    private Path seen(String name) {
        return Path.of("/proc/%d/root".formatted(holder.pid()))
                .resolve(directory.toString().substring(1))
                .resolve(name);
    }
}
