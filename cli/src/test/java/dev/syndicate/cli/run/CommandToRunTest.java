package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandToRunTest {

    @TempDir
    Path directory;

    @Test
    void quotesAsAShellWouldNeedIt() {
        assertThat(CommandToRun.quoted(List.of("npm", "run", "a b", "it's", "", "$HOME", "--x=1")))
                .isEqualTo("npm run 'a b' 'it'\\''s' '' '$HOME' --x=1");
    }

    @Test
    void findsTheProgramInTheCommandsOwnPath() throws IOException {
        Path tool = executable("bin/tool");

        CommandToRun command = CommandToRun.find(List.of("tool", "x"), directory, path("/nowhere:" + tool.getParent()));

        assertThat(command.program()).isEqualTo(tool);
        assertThat(command.parameters().string("executable")).isEqualTo(tool.toString());
        assertThat(command.parameters().strings("argv")).containsExactly("tool", "x");
        assertThat(command.parameters().string("command")).isEqualTo("tool x");
    }

    @Test
    void saysAsAShellThatThereIsNone() throws IOException {
        Files.writeString(directory.resolve("plain"), "x");

        assertThat(status("tool")).isEqualTo(127);
        assertThat(status("./tool")).isEqualTo(127);
        assertThat(status("")).isEqualTo(127);
        assertThat(status("./plain")).isEqualTo(126);
        Files.writeString(executable("noshebang"), "echo ran by a shell\n");
        assertThat(status("./noshebang")).isEqualTo(126);
    }

    private int status(String name) {
        try {
            CommandToRun.find(List.of(name), directory, path("/nowhere"));
            return 0;
        } catch (NothingRanException nothing) {
            return nothing.status();
        }
    }

    @Test
    void aProgramOfTheDirectoryIsNotFoundByItsNameAlone() throws IOException {
        executable("tool");
        assertThatThrownBy(() -> CommandToRun.find(List.of("tool"), directory, path("")))
                .isInstanceOf(NothingRanException.class);
    }

    private static AllowedEnvironment path(String path) {
        return new AllowedEnvironment(Map.of("PATH", path), Map.of());
    }

    private Path executable(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
