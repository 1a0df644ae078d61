package dev.syndicate.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Our shim as a host would run it: a process with an event on its standard input. */
final class HookShim {

    private static final Path SCRIPT =
            Path.of("..", "cli", "src", "main", "resources", "dev", "syndicate", "cli", "connect", "syndicate-hook.sh");

    private final Process process;

    private HookShim(Process process) {
        this.process = process;
    }

    /** What it said in the end. */
    record Said(int exit, String out, String err) {}

    /** The shells of this machine that it has to run on. */
    static Stream<String> shells() {
        return Stream.of("sh", "dash", "bash --posix", "busybox sh").filter(HookShim::isThere);
    }

    private static boolean isThere(String shell) {
        String program = shell.split(" ")[0];
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(part -> Files.isExecutable(Path.of(part, program)));
    }

    static HookShim start(
            String shell, String host, String phase, Path directory, Map<String, String> environment, String event) {
        List<String> command = new ArrayList<>(List.of(shell.split(" ")));
        command.addAll(List.of(SCRIPT.toAbsolutePath().normalize().toString(), host, phase));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SYNDICATE_") || name.startsWith("XDG_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            tell(process, event);
            return new HookShim(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that has ended already listens to nothing; what it said is there all the same. */
    private static void tell(Process process, String event) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(event.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            process.onExit().join();
        }
    }

    /** A polite signal, as a host that has lost patience sends it. */
    void terminate() {
        // Not Process.destroy(): that would close the streams that are still to be read.
        process.toHandle().destroy();
    }

    Said end() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("The shim did not end");
            }
            return new Said(process.exitValue(), text(process.getInputStream()), text(process.getErrorStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
