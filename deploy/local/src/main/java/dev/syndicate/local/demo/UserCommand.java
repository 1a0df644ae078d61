package dev.syndicate.local.demo;

import dev.syndicate.local.Component;
import dev.syndicate.local.Installation;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code ./syndicate …} as a person would, in a process of its own, and takes what it says and how it ends. */
final class UserCommand {

    private final Path program;
    private final Ports ports;

    UserCommand(Installation installation, Ports ports) {
        this.program = installation.executable("cli");
        this.ports = ports;
    }

    /**
     * How a command ended.
     *
     * @param status the exit status
     * @param said everything it printed
     */
    record Ended(int status, String said) {}

    Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (Component component : Component.values()) {
            if (component != Component.POSTGRES) {
                builder.environment()
                        .put(
                                component.addressVariable(),
                                ports.address(component).toString());
            }
        }
        return await(builder);
    }

    private static Ended await(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said.strip());
        } catch (IOException failure) {
            throw new LocalFailureException("cannot run " + builder.command(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted while running " + builder.command(), stopped);
        }
    }
}
