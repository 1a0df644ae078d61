package dev.syndicate.platform.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payloads and results as JSON, with the mapper that writes events: one form for everything that is exchanged. */
final class CommandJson {

    /** What a handler may answer besides records of the contracts. */
    private static final Map<String, Class<?>> SIMPLE = Map.of(
            "String", String.class,
            "Boolean", Boolean.class,
            "Integer", Integer.class,
            "Long", Long.class,
            "UUID", UUID.class,
            "Bytes", byte[].class);

    private static final String CONTRACTS = "dev.syndicate.contracts.";

    private final ObjectMapper mapper;

    CommandJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A %s has no JSON form".formatted(value.getClass().getName()), e);
        }
    }

    <T> T read(byte[] json, Class<T> type) throws IOException {
        return mapper.readValue(json, type);
    }

    /** The name under which a result travels. */
    static String nameOf(Object result) {
        return SIMPLE.entrySet().stream()
                .filter(entry -> entry.getValue().isInstance(result))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> contractName(result.getClass()));
    }

    /** The class of a result's name; none but those that {@link #nameOf} gives is ever loaded. */
    static Class<?> resultType(@Nullable String name) throws ClassNotFoundException {
        Class<?> simple = name == null ? null : SIMPLE.get(name);
        if (simple != null) {
            return simple;
        }
        if (name == null || !name.startsWith(CONTRACTS)) {
            throw new ClassNotFoundException("Not a type that a command answers with");
        }
        return Class.forName(name, false, CommandJson.class.getClassLoader());
    }

    private static String contractName(Class<?> type) {
        if (!type.getName().startsWith(CONTRACTS)) {
            throw new IllegalStateException(
                    "A command answers another service with a type of the contracts, not with " + type.getName());
        }
        return type.getName();
    }
}
