package dev.syndicate.cli.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDirectoriesTest {

    private static final Path PROGRAMS = Path.of("src/main/resources/dev/syndicate/cli/connect");

    @Test
    void liesBelowTheHomeThatTheEnvironmentNames() {
        UserDirectories user = UserDirectories.of(Map.of("HOME", "/home/dana"), "/home/java");
        assertThat(user.home()).isEqualTo(Path.of("/home/dana"));
        assertThat(user.config()).isEqualTo(Path.of("/home/dana/.config/syndicate"));
        assertThat(user.state()).isEqualTo(Path.of("/home/dana/.local/state/syndicate"));
    }

    @Test
    void liesBelowTheSystemsHomeWhereTheEnvironmentNamesNone() {
        assertThat(UserDirectories.of(Map.of(), "/home/java").home()).isEqualTo(Path.of("/home/java"));
        assertThat(UserDirectories.of(Map.of("HOME", ""), "/home/java").config())
                .isEqualTo(Path.of("/home/java/.config/syndicate"));
    }

    @Test
    void followsTheDirectoriesThatAreSetApart() {
        UserDirectories user = UserDirectories.of(
                Map.of("HOME", "/home/dana", "XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s"), "/home/java");
        assertThat(user.config()).isEqualTo(Path.of("/c/syndicate"));
        assertThat(user.state()).isEqualTo(Path.of("/s/syndicate"));
    }

    /** The very expression of our programs, asked of the shell that runs them. */
    @ParameterizedTest
    @ValueSource(strings = {"syndicate-hook.sh", "syndicate-canary.sh"})
    void isWhereOurProgramsLookForTheCredential(String program) throws Exception {
        for (Map<String, String> environment :
                new Map[] {Map.of("HOME", "/home/dana"), Map.of("HOME", "/home/dana", "XDG_CONFIG_HOME", "/c")}) {
            assertThat(Path.of(keptBy(program, environment)))
                    .isEqualTo(UserDirectories.of(environment, "/elsewhere")
                            .config()
                            .resolve("credential"));
        }
    }

    private static String keptBy(String program, Map<String, String> environment)
            throws IOException, InterruptedException {
        String assignment = Files.readAllLines(PROGRAMS.resolve(program)).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("kept="))
                .findFirst()
                .orElseThrow();
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", "home=${HOME:-}; " + assignment + "; printf %s \"$kept\"");
        shell.environment().clear();
        shell.environment().putAll(environment);
        Process asked = shell.start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).isZero();
        return said;
    }
}
