package dev.syndicate.testing.catalogue;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.TrustTier;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds one deterministic value of a record type, with every component present or with every absent-able
 * component absent. The values only have to be valid and to differ from each other where their names do.
 */
public final class Samples {

    private static final Instant TIME = Instant.parse("2026-03-27T14:27:37.123456Z");

    private static final Map<Class<?>, Object> FIXED = Map.of(
            Instant.class,
            TIME,
            Duration.class,
            Duration.ofMinutes(30),
            WorkspaceId.class,
            new WorkspaceId("acme/checkout"),
            PolicyVersion.class,
            new PolicyVersion(41, Digest.of("bundle".getBytes(StandardCharsets.UTF_8))),
            TrustTier.class,
            new TrustTier(2),
            Effect.class,
            Effect.REQUIRE_APPROVAL);

    private final boolean complete;

    private Samples(boolean complete) {
        this.complete = complete;
    }

    /** A value with every component present. */
    public static <T> T complete(Class<T> type) {
        return type.cast(new Samples(true).value(type, type.getSimpleName()));
    }

    /** A value with each nullable component absent and each list empty, where the type's own rules allow it. */
    public static <T> T sparse(Class<T> type) {
        return type.cast(new Samples(false).value(type, type.getSimpleName()));
    }

    private Object value(Type type, String name) {
        if (type instanceof ParameterizedType list) {
            return List.of(value(list.getActualTypeArguments()[0], name));
        }
        Class<?> raw = (Class<?>) type;
        Object fixed = FIXED.get(raw);
        return fixed != null ? fixed : built(raw, name);
    }

    private Object built(Class<?> raw, String name) {
        if (raw == Authority.class) {
            return value(Authority.OfPeople.class, name);
        }
        if (raw.isRecord() && raw != Digest.class) {
            return record(raw);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        return scalar(raw, name);
    }

    private static Object scalar(Class<?> raw, String name) {
        byte[] seed = name.getBytes(StandardCharsets.UTF_8);
        return switch (raw.getSimpleName()) {
            case "String" -> "a " + name;
            case "Digest" -> Digest.of(seed);
            case "UUID" -> UUID.nameUUIDFromBytes(seed);
            case "int", "Integer" -> 3;
            case "long", "Long" -> 5L;
            case "boolean", "Boolean" -> true;
            default -> throw new IllegalArgumentException("No sample for " + raw + ": teach Samples this type");
        };
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component(type, component))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException("The sample of " + type + " is not valid", refused.getCause());
        } catch (ReflectiveOperationException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    private @Nullable Object component(Class<?> owner, RecordComponent component) {
        boolean absent = !complete && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        // A decision that requires approval is not valid without its authors: the sparse one is a denial.
        if (!complete && component.getType() == Effect.class) {
            return Effect.DENY;
        }
        return absent ? null : value(component.getGenericType(), owner.getSimpleName() + "." + component.getName());
    }
}
