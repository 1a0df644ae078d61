package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.contracts.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingTreeTest {

    @TempDir
    Path directory;

    @Test
    void tellsWhatHasChangedSinceAndItsDigest() throws Exception {
        repository();
        Git git = new Git(directory);
        write("dirty", "before");
        WorkingTree before = WorkingTree.now(git).orElseThrow();

        write("kept", "changed");
        write("new one", "x");
        write("dirty", "d");
        Files.delete(directory.resolve("gone"));
        List<String> effects = WorkingTree.now(git).orElseThrow().effects(before);

        assertThat(effects.subList(1, effects.size()))
                .containsExactly(
                        "restored dirty",
                        "deleted gone",
                        "changed kept " + Digest.of("changed".getBytes(StandardCharsets.UTF_8)),
                        "changed new one " + Digest.of("x".getBytes(StandardCharsets.UTF_8)));
        String all = String.join("\n", effects.subList(1, effects.size())) + "\n";
        assertThat(effects.getFirst())
                .isEqualTo("observed 4 changes " + Digest.of(all.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingChangedIsAnObservationToo() throws Exception {
        repository();
        WorkingTree tree = WorkingTree.now(new Git(directory)).orElseThrow();

        assertThat(tree.effects(tree)).containsExactly("observed 0 changes " + Digest.of(new byte[0]));
    }

    @Test
    void aNewCommitIsSeen() throws Exception {
        repository();
        Git git = new Git(directory);
        WorkingTree before = WorkingTree.now(git).orElseThrow();
        write("kept", "changed");
        git("commit", "-qam", "more");

        assertThat(WorkingTree.now(git).orElseThrow().effects(before))
                .contains("head %s %s"
                        .formatted(before.head().orElseThrow(), git.head().orElseThrow()));
    }

    @Test
    void outsideOfARepositoryNothingIsObserved() {
        assertThat(WorkingTree.now(new Git(directory))).isEmpty();
        assertThat(new Git(directory).repository()).isNull();
    }

    @Test
    void aRepositoryIsDescribedWithoutItsCredentials() throws Exception {
        repository();
        git("remote", "add", "origin", "https://dana:secret@git.example/acme/checkout");

        Repository seen = Objects.requireNonNull(new Git(directory).repository());

        assertThat(seen.remote()).isEqualTo("https://git.example/acme/checkout");
        assertThat(seen.branch()).isEqualTo("trunk");
        assertThat(seen.dirty()).isFalse();
        write("kept", "changed");
        assertThat(Objects.requireNonNull(new Git(directory).repository()).dirty())
                .isTrue();
    }

    private void repository() throws Exception {
        git("init", "-q", "-b", "trunk");
        write("kept", "a");
        write("gone", "b");
        write("dirty", "d");
        git("add", ".");
        git("commit", "-qm", "first");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).directory(directory.toFile()).start();
        assertThat(git.waitFor()).isZero();
    }
}
