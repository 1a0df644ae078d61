package dev.syndicate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path directory;

    private Path path;
    private PidFile file;

    @BeforeEach
    void create() {
        path = directory.resolve("some.pid");
        file = new PidFile(path);
    }

    @Test
    void findsTheProcessThatWasWrittenDown() {
        file.write(ProcessHandle.current());

        assertThat(file.running()).contains(ProcessHandle.current());
    }

    @Test
    void leavesAnotherProcessThatGotTheSameIdAlone() throws IOException {
        Files.writeString(path, ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z\n");

        assertThat(file.running()).isEmpty();
    }

    @Test
    void findsNothingInAFileThatIsAbsentOrTorn() throws IOException {
        assertThat(file.running()).isEmpty();

        Files.writeString(path, "12");
        assertThat(file.running()).isEmpty();
    }

    @Test
    void findsNothingOnceTheProcessHasEnded() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        file.write(process.toHandle());
        process.destroyForcibly().waitFor();

        assertThat(file.running()).isEmpty();
    }
}
