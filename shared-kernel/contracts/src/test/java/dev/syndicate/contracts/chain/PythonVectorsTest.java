package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** docs/spec/check.py, which was written from the pages, agrees with every vector that it knows. */
class PythonVectorsTest {

    @Test
    void theSecondImplementationAgreesWithTheVectors() throws Exception {
        Path specification = Path.of("../../docs/spec").toAbsolutePath();
        Process python = new ProcessBuilder(
                        "python3", specification.resolve("check.py").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(said).matches("[1-9][0-9]+ vectors agree\n");
        assertThat(python.exitValue()).isZero();
    }
}
