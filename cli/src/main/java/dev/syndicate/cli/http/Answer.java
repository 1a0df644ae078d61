package dev.syndicate.cli.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.syndicate.client.Reply;

/** What a service said, as a tree to look into: for commands that print whatever is there. */
public record Answer(Reply reply) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return reply.status();
    }

    /** The body as text, empty if there was none. */
    public String body() {
        return reply.body();
    }

    public boolean isOk() {
        return reply.isOk();
    }

    /** This answer, if it is a success. */
    public Answer orRefused() {
        reply.orRefused();
        return this;
    }

    /** The body as JSON; a missing node if it is none. */
    public JsonNode json() {
        try {
            return body().isBlank() ? MissingNode.getInstance() : JSON.readTree(body());
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
        return reply.problem();
    }
}
