package dev.syndicate.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/reference/configuration.md lists every setting, with the default and the meaning that the code gives it. */
class ConfigurationReferenceTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z_]+)(?::([^${}]*))?}");

    private static final List<String> MODULES = List.of(
            "shared-kernel/platform",
            "policy-service",
            "approval-service",
            "execution-gateway",
            "audit-service",
            "deploy/identity-provider");

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
    void listsTheSettings(String module) {
        check(module.substring(module.lastIndexOf('/') + 1), SettingsTable.of(texts(module, "src/main/java", ".java")));
    }

    @Test
    void listsTheEnvironmentVariables() {
        check(
                "environment",
                MODULES.stream()
                        .flatMap(module -> texts(module, "src/main/resources", ".yaml").stream())
                        .flatMap(yaml -> VARIABLE.matcher(yaml).results())
                        .map(variable -> "| `%s` | %s |\n".formatted(variable.group(1), byDefault(variable)))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("", "| Variable | Default |\n|---|---|\n", "")));
    }

    private static String byDefault(MatchResult variable) {
        return variable.group(2) == null || variable.group(2).isEmpty() ? "" : "`" + variable.group(2) + "`";
    }

    private static List<String> texts(String module, String folder, String suffix) {
        try (Stream<Path> files = Files.walk(Path.of("..", "..", module, folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(ConfigurationReferenceTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String part, String table) {
        ReferenceFiles.checkPart("configuration.md", part, table);
    }
}
