package dev.syndicate.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.execution.RefusalReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference tables say what the sources say. After a change: {@code ./mvnw -pl shared-kernel/testing test
 * -Dtest=ReferenceTest -Ddocs.write=true}.
 */
class ReferenceTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z_]+)(?::([^${}]*))?}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared-kernel/platform",
                "policy-service",
                "approval-service",
                "execution-gateway",
                "audit-service"
            })
    void listsEveryProblem(String module) {
        String rows = new Sources(module)
                .matches("new ProblemType\\(\\s*" + Sources.TEXT + ",\\s*" + Sources.TEXT + ",\\s*(\\d{3})\\)")
                .map(type -> "| `%s` | %s | %s |\n"
                        .formatted(Sources.unquoted(type.group(1)), type.group(3), Sources.unquoted(type.group(2))))
                .sorted()
                .collect(Collectors.joining());

        check("errors.md", module, "| Type | Status | |\n|---|---|---|\n" + rows);
    }

    @Test
    void listsEveryRefusal() throws IOException {
        String errors = Files.readString(Path.of("..", "..", "docs", "reference", "errors.md"));

        assertThat(Arrays.stream(RefusalReason.values()).map(RefusalReason::wireName))
                .allMatch(reason -> errors.contains("| `" + reason + "` |"));
        assertThat(Arrays.stream(VoteRefusalReason.values()).map(VoteRefusalReason::wireName))
                .allMatch(reason -> errors.contains("| `" + reason + "` |"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared-kernel/platform",
                "policy-service",
                "approval-service",
                "execution-gateway",
                "audit-service"
            })
    void listsEveryMetric(String module) {
        Sources sources = new Sources(module);
        String rows = Stream.concat(declared(sources), built(sources)).sorted().collect(Collectors.joining());

        check("metrics.md", module, "| Metric | Kind | Tags | |\n|---|---|---|---|\n" + rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared-kernel/platform",
                "policy-service",
                "approval-service",
                "execution-gateway",
                "audit-service",
                "deploy/identity-provider"
            })
    void listsEverySetting(String module) {
        check("configuration.md", module, SettingsTable.of(new Sources(module)));
    }

    @Test
    void listsEveryEnvironmentVariable() {
        String rows = Stream.of(
                        "shared-kernel/platform",
                        "policy-service",
                        "approval-service",
                        "execution-gateway",
                        "audit-service",
                        "deploy/identity-provider")
                .flatMap(module -> new Sources(module).yaml().stream())
                .flatMap(yaml -> VARIABLE.matcher(yaml).results())
                .map(variable -> "| `%s` | %s |\n".formatted(variable.group(1), byDefault(variable)))
                .distinct()
                .sorted()
                .collect(Collectors.joining());

        check("configuration.md", "environment", "| Variable | Default |\n|---|---|\n" + rows);
    }

    private static String byDefault(MatchResult variable) {
        return variable.group(2) == null || variable.group(2).isEmpty() ? "" : "`" + variable.group(2) + "`";
    }

    /** Those that are declared as {@link dev.syndicate.platform.observability.Metric}. */
    private static Stream<String> declared(Sources sources) {
        return sources.matches("new Metric\\(\\s*\"([a-z.]+)\",\\s*(?:Metric\\.)?Kind\\.(\\w+),\\s*"
                        + "List\\.of\\(([^)]*)\\),\\s*" + Sources.TEXT)
                .map(metric -> row(
                        metric.group(1),
                        metric.group(2).toLowerCase(Locale.ROOT),
                        Pattern.compile("\"([^\"]+)\"")
                                .matcher(metric.group(3))
                                .results()
                                .map(tag -> tag.group(1))
                                .toList(),
                        Sources.unquoted(metric.group(4))));
    }

    /** Those that are built where they are used. */
    private static Stream<String> built(Sources sources) {
        return sources.matches(
                        "(Timer|Counter|Gauge)\\s*\\.builder\\(\\s*(?:\"(syndicate[a-z.]+)\"|([A-Z]+)),?(.*?)\\.register\\(")
                .map(metric -> row(
                        metric.group(2) == null ? constant(sources, metric.group(3)) : metric.group(2),
                        metric.group(1).toLowerCase(Locale.ROOT),
                        Pattern.compile("\\.tag\\(\"([^\"]+)\"")
                                .matcher(metric.group(4))
                                .results()
                                .map(tag -> tag.group(1))
                                .toList(),
                        Pattern.compile("\\.description\\(\\s*" + Sources.TEXT)
                                .matcher(metric.group(4))
                                .results()
                                .map(text -> Sources.unquoted(text.group(1)))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("No description: " + metric.group()))));
    }

    private static String constant(Sources sources, String name) {
        return sources.matches("String " + name + " = \"(syndicate[a-z.]+)\"")
                .map(value -> value.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("What is " + name + "?"));
    }

    private static String row(String name, String kind, List<String> tags, String description) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        name,
                        kind,
                        tags.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
                        description);
    }

    private static void check(String file, String module, String table) {
        ReferenceFiles.checkPart(file, module.substring(module.lastIndexOf('/') + 1), table);
    }
}
