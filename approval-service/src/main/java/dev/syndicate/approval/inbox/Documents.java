package dev.syndicate.approval.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** Parts of a view that are read whole, as JSON in the form of events. */
@Component
public class Documents {

    private final JsonMapper mapper = EventFormat.mapper();

    public byte[] write(Object document) {
        try {
            return mapper.writeValueAsBytes(document);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException("A view's document cannot be written", failure);
        }
    }

    public <T> T read(byte[] document, Class<T> type) {
        try {
            return mapper.readValue(document, type);
        } catch (IOException failure) {
            throw new UncheckedIOException("A view's document cannot be read; rebuild the view", failure);
        }
    }
}
