package dev.syndicate.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormatTest {

    private static final String STORED =
            "{\"at\":\"2026-01-02T03:04:05.000006Z\",\"length\":\"PT2M\",\"count\":3,\"note\":null}";

    private final JsonMapper mapper = EventFormat.mapper();
    private final JacksonSerializer serializer = EventFormat.serializer();

    @Revision("2")
    record Sample(
            Instant at,
            Duration length,
            int count,
            @Nullable String note) {}

    private static final Sample SAMPLE =
            new Sample(Instant.parse("2026-01-02T03:04:05.000006Z"), Duration.ofMinutes(2), 3, null);

    @Test
    void writesTimesAsTextAndAbsenceAsNull() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(SAMPLE)).isEqualTo(STORED);
        assertThat(mapper.readValue(STORED, Sample.class)).isEqualTo(SAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":null,\"length\":null,\"count\":1,\"note\":null,\"later\":1}",
                "{\"at\":null,\"length\":null,\"count\":null,\"note\":null}",
                "{\"at\":null,\"length\":null,\"count\":1.5,\"note\":null}",
                "{\"at\":null,\"length\":null,\"count\":1,\"count\":2,\"note\":null}",
                "{\"at\":null,\"length\":null,\"count\":1,\"note\":null} {}"
            })
    void refusesWhatItDoesNotFullyUnderstand(String stored) {
        assertThatThrownBy(() -> mapper.readValue(stored, Sample.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void storesClassNameAndRevision() {
        SerializedObject<byte[]> stored = serializer.serialize(SAMPLE, byte[].class);

        assertThat(stored.getType().getName()).isEqualTo(Sample.class.getName());
        assertThat(stored.getType().getRevision()).isEqualTo("2");
        assertThat(serializer.<byte[], Sample>deserialize(stored)).isEqualTo(SAMPLE);
    }

    @Test
    void keepsMetadataAndPositions() {
        TrackingToken position = new GlobalSequenceTrackingToken(42);
        TrackingToken replay = ReplayToken.createReplayToken(position, new GlobalSequenceTrackingToken(0));

        assertThat(roundTrip(MetaData.with("correlationId", "c-1"))).isEqualTo(MetaData.with("correlationId", "c-1"));
        assertThat(roundTrip(position)).isEqualTo(position);
        assertThat(roundTrip(replay)).isEqualTo(replay);
    }

    private Object roundTrip(Object value) {
        return serializer.deserialize(serializer.serialize(value, byte[].class));
    }
}
