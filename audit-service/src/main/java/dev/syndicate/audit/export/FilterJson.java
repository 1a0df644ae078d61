package dev.syndicate.audit.export;

import dev.syndicate.audit.records.RecordFilter;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A filter as it is recorded and stated: an object of the parameters that were given. */
@Component
class FilterJson {

    private final JsonMapper mapper;

    FilterJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    JsonObject write(RecordFilter filter) {
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

    RecordFilter read(JsonObject json) {
        return mapper.readValue(json.toString(), RecordFilter.class);
    }
}
