package dev.syndicate.audit.records;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** A filter as it is recorded and stated: an object of the parameters that were given. */
@Component
public class FilterJson {

    private final JsonMapper mapper;
    private final ObjectReader reader;

    FilterJson(JsonMapper mapper) {
        this.mapper = mapper;
        this.reader = mapper.readerFor(RecordFilter.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The filter as JSON; empty when it lets everything through. */
    public JsonObject write(RecordFilter filter) {
        try {
            JsonObject.Builder given = JsonObject.builder();
            Json.parseObject(mapper.writeValueAsBytes(filter)).forEach((name, value) -> {
                if (!(value instanceof JsonNull)) {
                    given.put(name, value);
                }
            });
            return given.build();
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException("A filter that is not admissible JSON: " + e.getMessage(), e);
        }
    }

    /** The filter of this JSON; a member that no filter has is an {@link IllegalArgumentException}. */
    public RecordFilter read(JsonObject json) {
        try {
            return reader.readValue(json.toString());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not a filter: " + e.getOriginalMessage(), e);
        }
    }
}
