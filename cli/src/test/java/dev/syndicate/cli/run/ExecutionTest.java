package dev.syndicate.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        ByteArrayOutputStream both = new ByteArrayOutputStream();

        Execution.Ended ended = Execution.start(
                        command("sh", "-c", "echo one; sleep 0.3; echo two >&2; sleep 0.3; echo three"), both, both)
                .await();

        assertThat(both).hasToString("one\ntwo\nthree\n");
        assertThat(ended.output()).isEqualTo(Digest.of(both.toByteArray()));
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
