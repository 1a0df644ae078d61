package dev.syndicate.local.run;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.local.CliProcess;
import dev.syndicate.local.Temporary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code syndicate run} in a process of its own, in a repository of its own. */
final class Runner {

    private static final int LONGEST_SECONDS = 180;

    private final Temporary stack;
    private final Path directory;
    private final String token;

    Runner(Temporary stack, Path directory, String token) {
        this.stack = stack;
        this.directory = directory;
        this.token = token;
    }

    /** A fresh repository with one commit. */
    static void repository(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("README"), "x\n");
        for (String[] command : new String[][] {
            {"git", "init", "-q", "-b", "main"},
            {"git", "add", "."},
            {"git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "first"}
        }) {
            if (new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("failed: " + String.join(" ", command));
            }
        }
    }

    /** A script in the working directory. */
    void script(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    /** Runs to its end. */
    Run run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    /** Starts it. */
    Run start(String... arguments) throws IOException {
        Path logs = Files.createTempDirectory(directory.resolveSibling("logs"), "run");
        // In a session of its own: signals of these tests are no terminal's. Whoever runs the tests in the background
        // has
        // SIGINT ignored, which a Java program that is started so never gets to see.
        List<String> words = new ArrayList<>(
                List.of("run", "--summary", logs.resolve("summary").toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = CliProcess.of(stack, List.of("setsid", "env", "--default-signal=INT"), words)
                .directory(directory.toFile())
                .redirectOutput(logs.resolve("out").toFile())
                .redirectError(logs.resolve("err").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SYNDICATE_TOKEN", token);
        environment.put("XDG_STATE_HOME", directory.resolveSibling("state").toString());
        environment.put("A_SECRET", "do-not-tell");
        return new Run(builder.start(), logs);
    }

    /** One run. */
    record Run(Process process, Path logs) {

        Run end() throws InterruptedException {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The runner does not end: " + errors());
            }
            return this;
        }

        int status() {
            return process.exitValue();
        }

        byte[] output() {
            return read("out");
        }

        String errors() {
            return new String(read("err"), StandardCharsets.UTF_8);
        }

        JsonObject summary() {
            try {
                return Json.parseObject(read("summary"));
            } catch (InadmissibleJsonException noSummary) {
                throw new AssertionError("No summary; it said: " + errors(), noSummary);
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .start()
                    .waitFor();
        }

        private byte[] read(String name) {
            try {
                return Files.readAllBytes(logs.resolve(name));
            } catch (IOException unreadable) {
                throw new AssertionError("No " + name, unreadable);
            }
        }
    }
}
