package dev.syndicate.client;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.UnexpectedJsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * What a service said.
 *
 * @param address whom we asked
 * @param status the HTTP status
 * @param body the body as text, empty if there was none
 */
public record Reply(URI address, int status, String body) {

    private static final String PROBLEM = "https://syndicate.dev/problems/";

    public boolean isOk() {
        return status >= 200 && status < 300;
    }

    /** This reply, if it is a success. Throws {@link RefusedException} for any other. */
    public Reply orRefused() {
        if (!isOk()) {
            throw new RefusedException(this);
        }
        return this;
    }

    /** The body. Throws {@link UnexpectedReplyException} if it is no JSON object, or could be read in two ways. */
    public JsonObject json() {
        try {
            return Json.parseObject(body.getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException | UnexpectedJsonException notJson) {
            throw new UnexpectedReplyException(address, "no JSON object", notJson);
        }
    }

    /** Reads the body of a success. Whatever is missing or of another form than documented ends the reading. */
    <T> T read(Function<JsonObject, T> reading) {
        JsonObject body = orRefused().json();
        try {
            return reading.apply(body);
        } catch (UnexpectedJsonException unexpected) {
            throw new UnexpectedReplyException(address, String.valueOf(unexpected.getMessage()), unexpected);
        } catch (IllegalArgumentException invalid) {
            throw new UnexpectedReplyException(address, String.valueOf(invalid.getMessage()), invalid);
        }
    }

    /** The name of the problem, for example {@code permit-consumed} (docs/reference/errors.md); empty if it is none. */
    public String problem() {
        String type = member("type");
        return !isOk() && type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
    }

    /** The text of this name in the body; empty where there is none, or no JSON. */
    String member(String name) {
        try {
            return json().findString(name).orElse("");
        } catch (UnexpectedReplyException | UnexpectedJsonException none) {
            return "";
        }
    }
}
