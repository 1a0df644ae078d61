package dev.syndicate.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;

/**
 * What a service said.
 *
 * @param address whom we asked
 * @param status the HTTP status
 * @param body the body as text, empty if there was none
 */
public record Answer(URI address, int status, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** This answer, if it is a success. */
    public Answer orRefused() {
        if (!isOk()) {
            throw new RefusedException(this);
        }
        return this;
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The text at a JSON pointer or a plain field name; empty if there is none. */
    public String text(String field) {
        return (field.startsWith("/") ? json().at(field) : json().path(field)).asText("");
    }

    /** The last part of the problem's type URI, for example {@code permit-consumed}; empty if it is no problem. */
    public String problem() {
        String type = text("type");
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
