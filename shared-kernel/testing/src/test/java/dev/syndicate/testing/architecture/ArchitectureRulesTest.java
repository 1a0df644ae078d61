package dev.syndicate.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.syndicate.testing.architecture.violation.Violations;
import dev.syndicate.testing.architecture.violation.Violations.ClassEvent;
import dev.syndicate.testing.architecture.violation.Violations.Deserializes;
import dev.syndicate.testing.architecture.violation.Violations.EventWithoutRevision;
import dev.syndicate.testing.architecture.violation.Violations.FieldInjected;
import dev.syndicate.testing.architecture.violation.Violations.MutableSettings;
import dev.syndicate.testing.architecture.violation.Violations.OpenFamily;
import dev.syndicate.testing.architecture.violation.Violations.OwnIdentifiers;
import dev.syndicate.testing.architecture.violation.Violations.OwnTime;
import dev.syndicate.testing.architecture.violation.Violations.Prints;
import dev.syndicate.testing.architecture.violation.Violations.ThingManager;
import dev.syndicate.testing.architecture.violation.unmarked.Unmarked;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds each rule what it forbids. */
class ArchitectureRulesTest {

    private static final String BASE = Violations.class.getPackageName();
    private static final DependencyRules DEPENDENCIES = new DependencyRules(BASE);

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(DEPENDENCIES.servicesKeepToThemselves(BASE + ".policy"), fixture(), "approval.Vote"),
                Arguments.of(DEPENDENCIES.toolsStayOutside(BASE + ".policy"), fixture(), "approval.Vote"),
                Arguments.of(DEPENDENCIES.featuresHaveNoCycles(BASE + ".policy"), fixture(), "Cycle detected"),
                Arguments.of(DEPENDENCIES.kernelKnowsNoService(), fixture(), "approval.Vote"),
                Arguments.of(DEPENDENCIES.contractsArePlainJava(), only(BASE + ".contracts"), "ApplicationContext"),
                Arguments.of(EventRules.eventsAreRecordsWithARevision(), of(ClassEvent.class), "not a record"),
                Arguments.of(EventRules.eventsAreRecordsWithARevision(), of(EventWithoutRevision.class), "Revision"),
                Arguments.of(EventRules.familiesAreSealed(), of(OpenFamily.class), "not sealed"),
                Arguments.of(CodeRules.namesSayWhatThingsAre(), of(ThingManager.class), "ThingManager"),
                Arguments.of(CodeRules.packagesAreNullMarked(), of(Unmarked.class), "NullMarked"),
                Arguments.of(CodeRules.nothingIsInjectedIntoFields(), of(FieldInjected.class), "Autowired"),
                Arguments.of(CodeRules.noJavaSerialization(), of(Deserializes.class), "ObjectInputStream"),
                Arguments.of(CodeRules.timeAndIdentifiersComeIn(), of(OwnTime.class), "Instant.now"),
                Arguments.of(CodeRules.timeAndIdentifiersComeIn(), of(OwnIdentifiers.class), "randomUUID"),
                Arguments.of(CodeRules.nothingIsPrinted(), of(Prints.class), "System.out"),
                Arguments.of(CodeRules.settingsAreRecords(), of(MutableSettings.class), "MutableSettings"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleCanFail(ArchRule rule, JavaClasses violation, String named) {
        var result = rule.evaluate(violation);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(named);
    }

    @Test
    void everyRuleHasItsViolation() {
        Set<String> shown = new HashSet<>();
        rules().forEach(arguments -> shown.add(((ArchRule) arguments.get()[0]).getDescription()));

        assertThat(shown).containsAll(descriptions());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleFailsWhenItFindsNothing(ArchRule rule, JavaClasses violation, String named) {
        JavaClasses nothing = violation.that(describe("are nothing", type -> false));

        assertThatThrownBy(() -> rule.check(nothing)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theSharedKernelKeepsTheRules() {
        ArchitectureRules.checkContracts();
        ArchitectureRules.checkPlatform();
    }

    private static Set<String> descriptions() {
        Set<String> all = new HashSet<>();
        Stream.of(
                        CodeRules.forEverything(),
                        CodeRules.forWhatRunsAsAService(),
                        EventRules.all(),
                        List.of(
                                DEPENDENCIES.servicesKeepToThemselves(BASE + ".policy"),
                                DEPENDENCIES.toolsStayOutside(BASE + ".policy"),
                                DEPENDENCIES.featuresHaveNoCycles(BASE + ".policy"),
                                DEPENDENCIES.kernelKnowsNoService(),
                                DEPENDENCIES.contractsArePlainJava()))
                .flatMap(List::stream)
                .forEach(rule -> all.add(rule.getDescription()));
        return all;
    }

    private static JavaClasses fixture() {
        return only(BASE);
    }

    private static JavaClasses only(String root) {
        return new ClassFileImporter().importPackages(root);
    }

    private static JavaClasses of(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }
}
