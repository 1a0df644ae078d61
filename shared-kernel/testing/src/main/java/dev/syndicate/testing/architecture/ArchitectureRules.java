package dev.syndicate.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * Applies the house rules to the main classes of one module. A rule that finds nothing to look at fails, so that none
 * guards a package that does not exist.
 */
public final class ArchitectureRules {

    private static final String BASE = "dev.syndicate";

    private ArchitectureRules() {}

    /** Checks a service, for example {@code dev.syndicate.policy}. */
    public static void check(String root) {
        JavaClasses classes = mainClassesOf(root);
        DependencyRules dependencies = new DependencyRules(BASE);
        apply(
                classes,
                Stream.of(
                        List.of(dependencies.servicesKeepToThemselves(root), dependencies.featuresHaveNoCycles(root)),
                        CodeRules.forEverything(),
                        CodeRules.forWhatRunsAsAService()));
    }

    /** Checks the command line or a tool: it may print, and it does not run as a service. */
    public static void checkTool(String root) {
        apply(
                mainClassesOf(root),
                Stream.of(List.of(new DependencyRules(BASE).toolsStayOutside(root)), CodeRules.forEverything()));
    }

    /** Checks contracts: plain Java, and events that can be stored for ever. */
    public static void checkContracts() {
        DependencyRules dependencies = new DependencyRules(BASE);
        apply(
                mainClassesOf(BASE + ".contracts"),
                Stream.of(
                        List.of(dependencies.contractsArePlainJava(), dependencies.kernelKnowsNoService()),
                        EventRules.all(),
                        CodeRules.forEverything(),
                        CodeRules.forWhatRunsAsAService()));
    }

    /** Checks platform. */
    public static void checkPlatform() {
        apply(
                mainClassesOf(BASE + ".platform"),
                Stream.of(
                        List.of(new DependencyRules(BASE).kernelKnowsNoService()),
                        CodeRules.forEverything(),
                        CodeRules.forWhatRunsAsAService()));
    }

    private static void apply(JavaClasses classes, Stream<List<ArchRule>> rules) {
        rules.flatMap(List::stream).forEach(rule -> rule.check(classes));
    }

    private static JavaClasses mainClassesOf(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }
}
