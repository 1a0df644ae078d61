package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.execution.RefusalReason;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** docs/reference/refusals.md names a test for every reason and every outcome, and each of these tests is there. */
class RefusalsTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "refusals.md");
    private static final Path FORMAT = Path.of("..", "docs", "spec", "chain-format.md");
    private static final Pattern LINE =
            Pattern.compile("^\\| `([a-z-]+)` \\|.* `(\\w+)\\.(\\w+)` \\|$", Pattern.MULTILINE);

    @Test
    void everyReasonHasALine() throws IOException {
        List<String> reasons = Arrays.stream(RefusalReason.values())
                .map(RefusalReason::wireName)
                .toList();
        assertThat(tests("refusals").keySet()).containsExactlyElementsOf(reasons);
    }

    /** Those that a vote or an approval ends with are approval-service's. */
    @Test
    void everyOutcomeOfAnActionHasALine() throws IOException {
        String format = Files.readString(FORMAT);
        String named = format.substring(format.indexOf("`outcome.result` is one of"));
        List<String> outcomes = Pattern.compile("`([a-z-]+)`")
                .matcher(named.substring("`outcome.result`".length(), named.indexOf("\n\n")))
                .results()
                .map(outcome -> outcome.group(1))
                .filter(outcome ->
                        !List.of("approved", "superseded", "vote-refused").contains(outcome))
                .toList();
        assertThat(outcomes).isNotEmpty();
        assertThat(tests("outcomes").keySet()).containsExactlyInAnyOrderElementsOf(outcomes);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws Exception {
        Map<String, String> all = new LinkedHashMap<>(tests("refusals"));
        all.putAll(tests("outcomes"));
        for (String test : all.values()) {
            String[] parts = test.split("\\.");
            Class<?> type = Class.forName("dev.syndicate.gateway." + parts[0]);
            assertThat(Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> method.getName().equals(parts[1]))
                            .filter(RefusalsTest::isTest))
                    .as(test)
                    .isNotEmpty();
        }
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class);
    }

    /** The test of each line between the marks of this name. */
    private static Map<String, String> tests(String mark) throws IOException {
        String page = Files.readString(PAGE);
        Matcher lines = LINE.matcher(page.substring(
                page.indexOf("<!-- begin: %s -->".formatted(mark)), page.indexOf("<!-- end: %s -->".formatted(mark))));
        Map<String, String> tests = new LinkedHashMap<>();
        while (lines.find()) {
            tests.put(lines.group(1), lines.group(2) + "." + lines.group(3));
        }
        return tests;
    }
}
