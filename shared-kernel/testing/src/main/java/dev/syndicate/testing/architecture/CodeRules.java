package dev.syndicate.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How code is written here, whatever it does. */
final class CodeRules {

    private static final Pattern VAGUE = Pattern.compile(".*(Impl|Manager|Helper|Helpers|Util|Utils|Data|Info)");

    /** Where time and randomness enter, for the domain to be given. */
    private static final String SOURCES = "dev.syndicate.platform.id";

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random");

    private CodeRules() {}

    static List<ArchRule> forEverything() {
        return List.of(
                namesSayWhatThingsAre(), packagesAreNullMarked(), nothingIsInjectedIntoFields(), noJavaSerialization());
    }

    static List<ArchRule> forWhatRunsAsAService() {
        return List.of(timeAndIdentifiersComeIn(), nothingIsPrinted(), settingsAreRecords());
    }

    static ArchRule namesSayWhatThingsAre() {
        return classes()
                .that(describe("have a name", type -> !type.getSimpleName().isEmpty()))
                .should(satisfy(
                        "say what they are",
                        type -> !VAGUE.matcher(type.getSimpleName()).matches()))
                .because("Impl, Manager, Helper, Util, Data and Info say nothing");
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .should(satisfy("be in a package with @NullMarked", type -> isNullMarked(type.getPackage())))
                .because("NullAway checks nothing elsewhere");
    }

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .because("what a class needs stands in its constructor");
    }

    static ArchRule noJavaSerialization() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .because("bytes never choose the class that they become");
    }

    static ArchRule timeAndIdentifiersComeIn() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(SOURCES)
                .should()
                .accessTargetWhere(calls(CLOCKS))
                .because("time and identifiers come from java.time.Clock and Identifiers");
    }

    static ArchRule nothingIsPrinted() {
        return noClasses()
                .should()
                .accessTargetWhere(calls(Set.of(
                        "java.lang.System.out",
                        "java.lang.System.err",
                        "java.lang.Throwable.printStackTrace",
                        "java.lang.Exception.printStackTrace")))
                .because("what a service says is structured and carries a correlation id");
    }

    static ArchRule settingsAreRecords() {
        return classes()
                .should(satisfy(
                        "be records if they are settings",
                        type -> !type.isAnnotatedWith(ConfigurationProperties.class) || type.isRecord()))
                .because("settings are validated once and never change");
    }

    private static boolean isNullMarked(JavaPackage javaPackage) {
        return javaPackage.tryGetAnnotationOfType(NullMarked.class).isPresent();
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Set<String> targets) {
        return describe("is one of " + targets, access -> {
            AccessTarget target = access.getTarget();
            return targets.contains(target.getOwner().getName() + "." + target.getName());
        });
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type, holds.test(type), "%s does not %s".formatted(type.getName(), description)));
            }
        };
    }
}
