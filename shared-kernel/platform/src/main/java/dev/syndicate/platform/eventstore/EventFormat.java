package dev.syndicate.platform.eventstore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.json.JacksonSerializer;

/**
 * How events are stored: JSON by Jackson 2, instants and durations as ISO 8601 texts, an absent component as an explicit
 * {@code null}. It is a storage format, so it takes nothing from Boot's configuration and never changes; the golden files
 * of the event catalogue guard it.
 *
 * <p>Reading is strict. An event with a member that this release does not know was written by a newer one: its reader
 * stops and waits for the upgrade, where ignoring the member would mean acting on half an event.
 */
public final class EventFormat {

    private EventFormat() {}

    /** A new mapper of the stored form. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .serializationInclusion(JsonInclude.Include.ALWAYS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** A new Axon serializer of the stored form; revisions come from {@code @Revision}. */
    public static JacksonSerializer serializer() {
        return JacksonSerializer.builder()
                .objectMapper(mapper())
                .revisionResolver(new AnnotationRevisionResolver())
                .build();
    }
}
