package dev.syndicate.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/reference/metrics.md lists every metric of our own, however it was declared. */
class MetricsReferenceTest {

    private static final Pattern DECLARED =
            Pattern.compile("new Metric\\(\\s*\"(syndicate[a-z.]+)\",\\s*Metric\\.Kind\\."
                    + "([A-Z]+),\\s*List\\.of\\(([^)]*)\\),\\s*\"([^\"]+)\"\\s*\\)");

    private static final Pattern BUILT = Pattern.compile(
            "\\b(Timer|Counter|Gauge)\\s*\\.builder\\(\\s*"
                    + "\"(syndicate[a-z.]+)\"(?:(?!\\.register\\().)*?\\.description\\(\\s*\"([^\"]+)\"\\s*\\)"
                    + "((?:(?!\\.register\\().)*)\\.register\\(",
            Pattern.DOTALL);

    private static final Pattern TAG = Pattern.compile("\\.tag\\(\\s*\"([a-z]+)\"");

    private record Row(String name, String kind, String tags, String description) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared-kernel/platform",
                "policy-service",
                "approval-service",
                "execution-gateway",
                "audit-service"
            })
    void listsTheMetrics(String module) {
        ReferenceFiles.checkPart("metrics.md", module.replace("shared-kernel/", ""), table(rows(module)));
    }

    /** A metric that is declared in a way that the patterns do not read would be missing without a word. */
    @Test
    void readsEveryDeclaration() {
        assertThat(rows("shared-kernel/platform")).extracting(Row::name).contains("syndicate.command.sent");
        for (String module : List.of("policy-service", "approval-service", "execution-gateway", "audit-service")) {
            List<String> rows = rows(module).stream().map(Row::name).toList();
            List<String> built = Sources.of(module)
                    .find(
                            Pattern.compile("\\b(?:Timer|Counter|Gauge)\\s*\\.builder\\(\\s*([^,)\\s]+)"),
                            found -> found.group(1).replace("\"", ""));
            assertThat(rows).as("metrics of " + module).containsAll(built);
        }
    }

    private static List<Row> rows(String module) {
        Sources sources = Sources.of(module);
        return Stream.concat(
                        sources.find(DECLARED, MetricsReferenceTest::declared).stream(),
                        sources.find(BUILT, MetricsReferenceTest::built).stream())
                .sorted(Comparator.comparing(Row::name))
                .toList();
    }

    private static Row declared(MatchResult found) {
        String tags = found.group(3).replace("\"", "").replace(" ", "").replace("\n", "");
        return new Row(
                found.group(1), found.group(2).toLowerCase(Locale.ROOT), tags.replace(",", ", "), found.group(4));
    }

    private static Row built(MatchResult found) {
        String tags =
                TAG.matcher(found.group(4)).results().map(tag -> tag.group(1)).collect(Collectors.joining(", "));
        return new Row(found.group(2), found.group(1).toLowerCase(Locale.ROOT), tags, found.group(3));
    }

    private static String table(List<Row> rows) {
        return rows.stream()
                .map(row ->
                        "| `%s` | %s | %s | %s |\n".formatted(row.name(), row.kind(), row.tags(), row.description()))
                .collect(Collectors.joining("", "| Name | Kind | Tags | Meaning |\n|---|---|---|---|\n", ""));
    }
}
