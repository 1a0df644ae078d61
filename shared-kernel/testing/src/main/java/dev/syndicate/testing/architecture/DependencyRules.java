package dev.syndicate.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.ANNOTATIONS;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * Dependencies point one way: services to platform, platform to contracts, and never from one service to another.
 *
 * @param base the package that holds all of them, {@code dev.syndicate}
 */
record DependencyRules(String base) {

    private static final List<String> APPLICATIONS =
            List.of("policy", "approval", "gateway", "audit", "cli", "migrator", "identity", "local");

    ArchRule servicesKeepToThemselves(String root) {
        String[] others = APPLICATIONS.stream()
                .map(name -> base + "." + name)
                .filter(other -> !root.equals(other))
                .map(other -> other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services talk through contracts, commands and events only");
    }

    ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature that needs another one and is needed by it is the same feature");
    }

    ArchRule kernelKnowsNoService() {
        String[] applications =
                APPLICATIONS.stream().map(name -> base + "." + name + "..").toArray(String[]::new);
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(applications)
                .because("the shared kernel is below the services");
    }

    /** Annotations that only mark; none of them brings a framework's behaviour along. */
    ArchRule contractsArePlainJava() {
        return classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                base + ".contracts..",
                                "java..",
                                "org.jspecify.annotations..",
                                "com.fasterxml.jackson.annotation..")
                        .or(resideInAPackage("org.axonframework..")
                                .and(not(resideInAPackage("org.axonframework.spring..")))
                                .and(ANNOTATIONS)))
                .because("an offline verifier runs on the contracts alone");
    }
}
