package dev.syndicate.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.local.Component;
import dev.syndicate.local.SharedStack;
import dev.syndicate.local.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/reference/api-by-curl.md, run as it stands: one shell, and each answer has the shape that is shown. */
class ApiByCurlIT {

    private static final int LONGEST_MINUTES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Temporary stack = SharedStack.get();

    @TempDir
    Path directory;

    @Test
    void everyAnswerHasTheShapeThatIsDocumented() throws Exception {
        List<CurlGuide.Step> steps = CurlGuide.steps();
        assertThat(steps).hasSizeGreaterThan(9);
        Process shell = shell(script(steps));
        assertThat(shell.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue())
                .as(Files.readString(directory.resolve("log")))
                .isZero();
        for (int i = 0; i < steps.size(); i++) {
            check(i, steps.get(i));
        }
        assertThat(answer(steps.size() - 2)).contains("OutcomeReported");
    }

    private void check(int number, CurlGuide.Step step) throws IOException {
        String said = answer(number);
        if (!step.answer().isEmpty()) {
            assertThat(Shape.differences(JSON.readTree(step.answer()), JSON.readTree(said)))
                    .as("%s%nanswered %s", step.commands(), said)
                    .isEmpty();
        }
    }

    private String answer(int number) throws IOException {
        return Files.readString(directory.resolve("answer" + number));
    }

    /** Each block in the same shell, what it prints in a file of its own. */
    private String script(List<CurlGuide.Step> steps) {
        StringBuilder script = new StringBuilder("set -eu\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append("exec >'%s'\n"
                            .formatted(directory.resolve("answer" + i).toAbsolutePath()))
                    .append(steps.get(i).commands());
        }
        return script.toString();
    }

    /** In a directory that has what the guide refers to; the services are where this stack has them. */
    private Process shell(String script) throws IOException {
        Path root = stack.installation().root();
        Path place = Files.createDirectory(directory.resolve("clone"));
        Files.createSymbolicLink(place.resolve("syndicate"), root.resolve("syndicate"));
        Files.createSymbolicLink(place.resolve("deploy"), root.resolve("deploy"));
        String here = script;
        for (Component component : Component.values()) {
            here = here.replace(
                    "http://127.0.0.1:" + component.defaultPort(),
                    stack.ports().address(component).toString());
        }
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", here)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SYNDICATE_BUILD", "never");
        for (Component component : Component.values()) {
            if (component != Component.POSTGRES) {
                environment.put(
                        component.addressVariable(),
                        stack.ports().address(component).toString());
            }
        }
        return builder.start();
    }
}
