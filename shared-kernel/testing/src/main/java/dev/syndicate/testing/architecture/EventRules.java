package dev.syndicate.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.syndicate.contracts.event.DomainEvent;
import java.util.List;
import org.axonframework.serialization.Revision;

/** Events are stored for ever: records of a known revision, each in a family that names all its members. */
final class EventRules {

    private EventRules() {}

    static List<ArchRule> all() {
        return List.of(eventsAreRecordsWithARevision(), familiesAreSealed());
    }

    static ArchRule eventsAreRecordsWithARevision() {
        return classes()
                .that()
                .areAssignableTo(DomainEvent.class)
                .and()
                .areNotInterfaces()
                .should(beRecords())
                .andShould()
                .beAnnotatedWith(Revision.class)
                .because("the stored form is read for as long as there are records");
    }

    static ArchRule familiesAreSealed() {
        return classes()
                .that()
                .areAssignableTo(DomainEvent.class)
                .and()
                .areInterfaces()
                .and()
                .doNotHaveFullyQualifiedName(DomainEvent.class.getName())
                .should(beSealed())
                .because("a switch over events must not forget one");
    }

    private static ArchCondition<JavaClass> beRecords() {
        return new ArchCondition<>("be records") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, type.isRecord(), type.getName() + " is not a record"));
            }
        };
    }

    private static ArchCondition<JavaClass> beSealed() {
        return new ArchCondition<>("be sealed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(type, type.reflect().isSealed(), type.getName() + " is not sealed"));
            }
        };
    }
}
