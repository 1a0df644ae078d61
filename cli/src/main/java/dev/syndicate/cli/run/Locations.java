package dev.syndicate.cli.run;

import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.crypto.VerificationKey;
import dev.syndicate.contracts.id.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run takes from the machine that it starts on. */
final class Locations {

    private static final String LOST = "\uFFFD";

    private Locations() {}

    /** Where we are, without symbolic links. */
    static Path workingDirectory() {
        try {
            return Path.of("").toAbsolutePath().toRealPath();
        } catch (IOException gone) {
            throw new NothingRanException(Ending.UNGOVERNABLE, "The working directory cannot be read");
        }
    }

    static WorkspaceId workspace(String name) {
        try {
            return new WorkspaceId(name);
        } catch (IllegalArgumentException invalid) {
            throw new NothingRanException(Ending.USED_WRONGLY, invalid.getMessage());
        }
    }

    /**
     * Refuses what Java could not read: where the locale is not UTF-8, other characters than ASCII arrive as something else,
     * and what would run is not what was typed.
     */
    static void requireReadable(CommandToRun command) {
        boolean isLost = Stream.concat(command.words().stream(), command.environment().all().values().stream())
                .anyMatch(text -> text.contains(LOST));
        if (isLost || !isUtf8() && hasMoreThanAscii()) {
            throw new NothingRanException(
                    Ending.UNGOVERNABLE, "The locale is not UTF-8 and the command is not ASCII: set LC_ALL=C.UTF-8");
        }
    }

    private static boolean isUtf8() {
        return "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    }

    private static boolean hasMoreThanAscii() {
        try {
            for (byte each : Files.readAllBytes(Path.of("/proc/self/cmdline"))) {
                if (each < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException noProc) {
            return true;
        }
    }

    /** The keys that may sign receipts; empty where none are named. */
    static Optional<TrustedKeys> trusted(@Nullable Path directory) {
        if (directory == null) {
            return Optional.empty();
        }
        List<VerificationKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Locations::isReceiptKey).toList()) {
                keys.add(VerificationKey.read(file));
            }
        } catch (IOException unreadable) {
            throw new NothingRanException(Ending.USED_WRONGLY, "Cannot read the keys in " + directory);
        }
        if (keys.isEmpty()) {
            throw new NothingRanException(Ending.USED_WRONGLY, directory + " holds no receipt.pub.pem");
        }
        return Optional.of(TrustedKeys.of(keys));
    }

    private static boolean isReceiptKey(Path file) {
        String name = file.getFileName().toString();
        return name.equals("receipt.pub.pem") || name.startsWith("receipt.") && name.endsWith(".pub.pem");
    }
}
