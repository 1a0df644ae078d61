package dev.syndicate.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the logs of one service, or of all.")
final class LogsCommand implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(300);

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "for example gateway or audit-service")
    private @Nullable String service;

    @Option(
            names = {"-f", "--follow"},
            description = "goes on until interrupted")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "40",
            description = "how many lines to begin with (40)")
    private int lines = 40;

    @Override
    public void run() {
        Home home = Installation.found().home();
        Map<Component, Path> logs = new EnumMap<>(Component.class);
        chosen().forEach(component -> logs.put(component, home.log(component)));
        Map<Component, Long> positions = new EnumMap<>(Component.class);
        logs.forEach((component, log) -> {
            positions.put(component, Files.exists(log) ? log.toFile().length() : 0L);
            print(component, LogFile.tail(log, lines), logs.size() > 1);
        });
        if (follow) {
            follow(logs, positions);
        }
    }

    private List<Component> chosen() {
        String name = service;
        if (name == null) {
            return List.of(Component.values());
        }
        return List.of(Component.named(name)
                .orElseThrow(() -> new LocalFailureException("There is no service " + name + "; there are "
                        + String.join(
                                ", ",
                                List.of(Component.values()).stream()
                                        .map(Component::label)
                                        .toList()))));
    }

    private static void follow(Map<Component, Path> logs, Map<Component, Long> positions) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                logs.forEach((component, log) -> positions.put(component, printNew(component, log, positions, logs)));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static long printNew(
            Component component, Path log, Map<Component, Long> positions, Map<Component, Path> logs) {
        long position = positions.getOrDefault(component, 0L);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() > position) {
                print(component, LogFile.from(file, position).stripTrailing(), logs.size() > 1);
            }
            return file.length();
        } catch (IOException notThere) {
            return 0;
        }
    }

    private static void print(Component component, String text, boolean labelled) {
        text.lines().forEach(line -> System.out.println(labelled ? component.label() + " | " + line : line));
    }
}
