package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void passesOnBytesAndStatusAsTheyAre() throws IOException {
        Execution.Ended ended = run("sh", "-c", "printf 'a\\377\\000b'; exit 7");

        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(out.toByteArray()).isEqualTo(new byte[] {'a', (byte) 0xff, 0, 'b'});
        assertThat(ended.output()).isEqualTo(Digest.of(out.toByteArray()));
    }

    @Test
    void hashesBothStreamsInTheOrderInWhichTheyCome() throws IOException {
        ByteArrayOutputStream both = shownToTheCommand();

        Execution.Ended ended =
                Execution.start(command("sh", "-c", """
                        until_seen() {
                            looks=0
                            until grep -q $1 seen || [ $((looks += 1)) -gt 600 ]; do sleep 0.1; done 2>/dev/null
                        }
                        echo one; until_seen one; echo two >&2; until_seen two; echo three"""), both, both).await();

        assertThat(both).hasToString("one\ntwo\nthree\n");
        assertThat(ended.output()).isEqualTo(Digest.of(both.toByteArray()));
    }

    /** What has come so far is in a file, so that the command can wait for it. */
    private ByteArrayOutputStream shownToTheCommand() {
        return new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                try {
                    Files.write(directory.resolve("seen"), toByteArray());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        };
    }

    @Test
    void waitsForWhoeverReadsSlowlyAfterItHasEnded() throws IOException {
        OutputStream slow = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (size() == 0) {
                    LockSupport.parkNanos(Execution.AFTERMATH.plusSeconds(1).toNanos());
                }
                super.write(bytes, offset, length);
            }
        };

        Execution.Ended ended = Execution.start(command("head", "-c", "40000", "/dev/zero"), slow, err)
                .await();

        assertThat(slow).hasToString("\0".repeat(40_000));
        assertThat(ended.output()).isEqualTo(Digest.of(new byte[40_000]));
    }

    @Test
    void doesNotWaitForWhoeverItLeftBehind() throws IOException {
        run("sh", "-c", "sleep 600 2>/dev/null & echo $!");

        ProcessHandle leftBehind = ProcessHandle.of(
                        Long.parseLong(out.toString(StandardCharsets.UTF_8).strip()))
                .orElseThrow();
        assertThat(leftBehind.isAlive()).isTrue();
        leftBehind.destroyForcibly();
    }

    @Test
    void noShellReadsTheWords() throws IOException {
        run("printf", "%s|", "$HOME", "a b", "*", "; exit 3");
        assertThat(out).hasToString("$HOME|a b|*|; exit 3|");
    }

    @Test
    void givesNothingButTheAllowedEnvironmentAndNoInput() throws IOException {
        run("sh", "-c", "env | sort | grep -v ^_= | grep -v ^PWD= | grep -v ^SHLVL=; cat; echo end");
        assertThat(out).hasToString("A=1\nPATH=/bin:/usr/bin\nend\n");
    }

    @Test
    void aSignalThatEndsItIsItsStatus() throws IOException {
        assertThat(run("sh", "-c", "kill -TERM $$").exitCode()).isEqualTo(143);
    }

    @Test
    void whatNobodyReadsEndsTheCommandAsAPipeWould() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Execution.Ended ended = Execution.start(command("sh", "-c", "while echo x; do :; done"), closed, err)
                .await();
        assertThat(ended.exitCode()).isNotZero();
    }

    private Execution.Ended run(String... words) throws IOException {
        return Execution.start(command(words), out, err).await();
    }

    private CommandToRun command(String... words) {
        return CommandToRun.find(
                List.copyOf(Arrays.asList(words)),
                directory,
                new AllowedEnvironment(Map.of("PATH", "/bin:/usr/bin", "A", "1"), Map.of()));
    }

    @Test
    void standardErrorIsItsOwn() throws IOException {
        run("sh", "-c", "echo wrong >&2");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("wrong\n");
        assertThat(out.size()).isZero();
    }
}
