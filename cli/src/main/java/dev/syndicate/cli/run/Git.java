package dev.syndicate.cli.run;

import dev.syndicate.contracts.action.ActionContext.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks git about a directory, as our shim does: quietly, and without running what the repository configures. Without git,
 * or outside a repository, everything is absent.
 */
final class Git {

    private static final long PATIENCE_SECONDS = 30;

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /** How a git command ended; a failure to run it at all is a status of its own. */
    private record Said(int status, String text) {

        Optional<String> line() {
            String line = text.lines().findFirst().orElse("").strip();
            return status == 0 && !line.isEmpty() ? Optional.of(line) : Optional.empty();
        }
    }

    /** The top of the working tree; empty outside of one. */
    Optional<Path> top() {
        return ask("rev-parse", "--show-toplevel").line().map(Path::of);
    }

    /** The commit that is checked out; empty where there is none yet. */
    Optional<String> head() {
        return ask("rev-parse", "--verify", "--quiet", "HEAD").line();
    }

    /** What is known of the repository, the remote without credentials. */
    @Nullable
    Repository repository() {
        if (top().isEmpty()) {
            return null;
        }
        String head = head().orElse(null);
        String remote = ask("config", "--get", "remote.origin.url")
                .line()
                .map(Git::withoutCredentials)
                .orElse(null);
        String branch = ask("symbolic-ref", "--quiet", "--short", "HEAD").line().orElse(null);
        return new Repository(remote, branch, head, head == null ? null : Boolean.valueOf(isDirty()));
    }

    /** The paths below the top that differ from HEAD or that HEAD does not know; empty where git does not say. */
    Optional<List<String>> changed() {
        Said said = ask("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames");
        if (said.status() != 0) {
            return Optional.empty();
        }
        List<String> paths = new ArrayList<>();
        for (String entry : said.text().split("\0")) {
            if (entry.length() > 3) {
                paths.add(entry.substring(3));
            }
        }
        return Optional.of(paths);
    }

    private boolean isDirty() {
        return ask("diff", "--quiet", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", "HEAD", "--")
                        .status()
                != 0;
    }

    private static String withoutCredentials(String address) {
        return address.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/]*@", "$1");
    }

    private Said ask(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0"));
        try {
            return run(builder);
        } catch (IOException noGit) {
            return new Said(-1, "");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Said(-1, "");
        }
    }

    /** Through a file: a pipe that nobody empties would hold git up, and one that is read has no time limit. */
    private static Said run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("syndicate-git", "");
        try {
            Process git = builder.redirectOutput(out.toFile()).start();
            if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return new Said(-1, "");
            }
            return new Said(git.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
        }
    }
}
