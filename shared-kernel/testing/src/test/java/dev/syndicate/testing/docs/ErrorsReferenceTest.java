package dev.syndicate.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.approval.VoteRefusalReason;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/reference/errors.md lists every problem type, with the status and title that the code gives it. */
class ErrorsReferenceTest {

    private static final String FILE = "errors.md";

    private static final Pattern DECLARATION =
            Pattern.compile("new ProblemType\\(\\s*\"([a-z0-9-]+)\",\\s*\"([^\"]+)\",\\s*(\\d{3})\\s*\\)");

    @Test
    void listsThePlatformsProblems() {
        ReferenceFiles.checkPart(FILE, "platform", table(PlatformProblems.all()));
        assertThat(declaredIn("shared-kernel/platform"))
                .as("PlatformProblems.all() names all that are declared")
                .containsExactlyInAnyOrderElementsOf(PlatformProblems.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy-service", "approval-service", "execution-gateway", "audit-service"})
    void listsTheServicesProblems(String service) {
        ReferenceFiles.checkPart(FILE, service, table(declaredIn(service)));
    }

    @Test
    void listsTheReasonsOfRefusals() {
        ReferenceFiles.checkPart(
                FILE,
                "execution-refusals",
                names(Arrays.stream(RefusalReason.values()).map(RefusalReason::wireName)));
        ReferenceFiles.checkPart(
                FILE,
                "vote-refusals",
                names(Arrays.stream(VoteRefusalReason.values()).map(VoteRefusalReason::wireName)));
    }

    private static List<ProblemType> declaredIn(String module) {
        return Sources.of(module)
                .find(
                        DECLARATION,
                        found -> new ProblemType(found.group(1), found.group(2), Integer.parseInt(found.group(3))));
    }

    private static String table(List<ProblemType> types) {
        return types.stream()
                .sorted(Comparator.comparingInt(ProblemType::status).thenComparing(ProblemType::slug))
                .map(type -> "| `%s` | %d | %s |\n".formatted(type.slug(), type.status(), type.title()))
                .collect(Collectors.joining("", "| Type | Status | Title |\n|---|---|---|\n", ""));
    }

    private static String names(Stream<String> names) {
        return names.map(name -> "- `" + name + "`\n").collect(Collectors.joining());
    }
}
