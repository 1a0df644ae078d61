package dev.syndicate.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts processes that outlive this one, with an environment of their own. */
final class Launcher {

    /** All that a child sees of the caller's environment: nobody's SPRING_PROFILES_ACTIVE or SERVER_PORT leaks in. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR", "USER");

    private Launcher() {}

    /** Starts a process in a session of its own, so that closing the terminal does not end it. */
    static ProcessHandle detached(List<String> command, Map<String, String> environment, Path log) {
        List<String> line = new ArrayList<>(command);
        if (isOnPath("setsid")) {
            line.addFirst("setsid");
        }
        return start(line, environment, log).toHandle();
    }

    /** Runs a process to its end; a failure carries the last lines that it wrote. */
    static void run(List<String> command, Map<String, String> environment, Path log) {
        try {
            int status = start(command, environment, log).waitFor();
            if (status != 0) {
                throw new LocalFailureException("%s ended with status %d; %s says:%n%s"
                        .formatted(command.getFirst(), status, log, LogFile.tail(log, 12)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted while running " + command.getFirst(), stopped);
        }
    }

    static boolean isOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Process start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new LocalFailureException(
                    "cannot start " + command.getFirst() + ": " + failure.getMessage(), failure);
        }
    }
}
