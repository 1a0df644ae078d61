package dev.syndicate.testing.architecture.violation;

import dev.syndicate.contracts.event.DomainEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** One class for each rule that looks into classes. */
public final class Violations {

    private Violations() {}

    /** A vague name. */
    public static class ThingManager {}

    /** Injected where nobody sees it. */
    public static class FieldInjected {

        @Autowired
        String field;
    }

    /** Reads objects that bytes choose. */
    public static class Deserializes {

        Object read(byte[] bytes) throws IOException, ClassNotFoundException {
            return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
        }
    }

    /** Takes its own time. */
    public static class OwnTime {

        Instant when() {
            return Instant.now();
        }
    }

    /** Makes up identifiers. */
    public static class OwnIdentifiers {

        UUID next() {
            return UUID.randomUUID();
        }
    }

    /** Prints. */
    public static class Prints {

        void say() {
            System.out.println("hello");
        }
    }

    /** Settings that can change. */
    @ConfigurationProperties("x")
    public static class MutableSettings {}

    /** An event that is a class. */
    @Revision("1")
    public static class ClassEvent implements DomainEvent {

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }
    }

    /** An event of no known revision. */
    public record EventWithoutRevision(Instant occurredAt) implements DomainEvent {}

    /** A family that anybody may join. */
    public interface OpenFamily extends DomainEvent {}
}
