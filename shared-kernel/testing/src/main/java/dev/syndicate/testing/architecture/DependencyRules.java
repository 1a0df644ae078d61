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
import java.util.stream.Stream;

/**
 * Dependencies point one way: services to platform, platform to contracts, and never from one service to another.
 *
 * @param base the package that holds all of them, {@code dev.syndicate}
 */
record DependencyRules(String base) {

    private static final List<String> SERVICES = List.of("policy", "approval", "gateway", "audit");
    private static final List<String> TOOLS = List.of("cli", "migrator", "identity", "local");

    ArchRule servicesKeepToThemselves(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(Stream.concat(SERVICES.stream(), TOOLS.stream())
                        .filter(name -> !root.equals(base + "." + name))))
                .because("services talk through contracts, commands and events only");
    }

    ArchRule toolsStayOutside(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(SERVICES.stream()))
                .because("what a tool can do, anybody can do through the public interfaces");
    }

    ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a feature that needs another one and is needed by it is the same feature");
    }

    ArchRule kernelKnowsNoService() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(Stream.concat(SERVICES.stream(), TOOLS.stream())))
                .because("the shared kernel is below the services");
    }

    /**
     * Annotations that only mark; none of them brings a framework's behaviour along. RE2 is a library without dependencies: a
     * masked view has the same bytes wherever it is computed.
     */
    ArchRule contractsArePlainJava() {
        return classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                base + ".contracts..",
                                "java..",
                                "javax.crypto..",
                                "org.jspecify.annotations..",
                                "com.google.re2j..",
                                "com.fasterxml.jackson.annotation..")
                        .or(resideInAPackage("org.axonframework..")
                                .and(not(resideInAPackage("org.axonframework.spring..")))
                                .and(ANNOTATIONS)))
                .because("an offline verifier runs on the contracts alone");
    }

    private String[] packages(Stream<String> names) {
        return names.map(name -> base + "." + name + "..").toArray(String[]::new);
    }
}
