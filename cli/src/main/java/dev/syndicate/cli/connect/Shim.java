package dev.syndicate.cli.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Our two programs for hosts that run commands, with the gateway's address written into them. */
final class Shim {

    private static final String HOOK = "syndicate-hook";
    private static final String CANARY = "syndicate-canary";

    /** Seconds; the host's own time-out lies above it. */
    static final int DEADLINE = 570;

    private Shim() {}

    /** The programs as they are installed. */
    static List<Change> programs(Path directory, URI gateway, boolean blocksOnFailure) {
        String hook = script(HOOK, gateway)
                .replace("fixed_deadline=''", "fixed_deadline='%d'".formatted(DEADLINE))
                .replace("on_failure=''", "on_failure='%s'".formatted(blocksOnFailure ? "block" : ""));
        return List.of(
                new Change(directory.resolve(HOOK), hook, Change.Kind.PROGRAM),
                new Change(directory.resolve(CANARY), script(CANARY, gateway), Change.Kind.PROGRAM));
    }

    /** The command line of a hook. */
    static String command(String directory, CodingTool tool, String phase) {
        return "%s %s %s".formatted(quoted(directory + "/" + HOOK), tool, phase);
    }

    /** Whether a command line is one of ours. */
    static boolean isOurs(String command) {
        return command.contains("/" + HOOK + "'") || command.contains("/" + HOOK + " ");
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9/._-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static String script(String name, URI gateway) {
        String address = gateway.toString();
        if (!address.matches("https?://[A-Za-z0-9.:\\[\\]_/-]+")) {
            throw new IllegalArgumentException("'%s' is no address of a gateway".formatted(address));
        }
        return resource(name + ".sh").replace("fixed_gateway=''", "fixed_gateway='%s'".formatted(address));
    }

    private static String resource(String name) {
        try (InputStream script = Objects.requireNonNull(Shim.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
