package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.client.Proposal;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.Operand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("deploy.sh"), "echo hi\n");
        Files.writeString(directory.resolve("conf.json"), "{}");
    }

    @Test
    void pinsTheProgramAndEveryFileThatAWordNames() {
        Proposal seen =
                look("sh", "./deploy.sh", "--config=conf.json", "no-file").now();

        assertThat(paths(seen)).containsExactlyInAnyOrder("/bin/sh", file("conf.json"), file("deploy.sh"));
        assertThat(seen.operands()).allMatch(operand -> operand.digest() != null);
    }

    @Test
    void looksIntoAWordThatIsAScript() {
        assertThat(paths(look("sh", "-c", "cd / && cat conf.json | sort").now()))
                .contains(file("conf.json"))
                .anyMatch(path -> path.endsWith("/sort"));
    }

    @Test
    void seesAChangedFile() throws IOException {
        Look look = look("sh", "deploy.sh");
        Proposal before = look.now();
        assertThat(look.now()).isEqualTo(before);

        Files.writeString(directory.resolve("deploy.sh"), "echo ho\n");

        assertThat(look.now()).isNotEqualTo(before);
    }

    @Test
    void refusesMoreWordsThanItPins() {
        assertThatThrownBy(() -> look(Collections.nCopies(1001, "sh").toArray(String[]::new))
                        .now())
                .isInstanceOfSatisfying(
                        NothingRanException.class, e -> assertThat(e.status()).isEqualTo(237));
    }

    @Test
    void pinsHundredsOfFiles() throws IOException {
        String[] words = new String[300];
        words[0] = "sh";
        for (int i = 1; i < words.length; i++) {
            words[i] = "f" + i;
            Files.writeString(directory.resolve(words[i]), "x");
        }
        assertThat(look(words).now().operands()).hasSize(300);
    }

    private Look look(String... words) {
        CommandToRun command = CommandToRun.find(
                List.of(words), directory, new AllowedEnvironment(Map.of("PATH", "/bin:/usr/bin"), Map.of()));
        return new Look(command, new CallReference("c", "test"), new Git(directory));
    }

    private static List<String> paths(Proposal seen) {
        return seen.operands().stream().map(Operand::path).toList();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }
}
