package dev.syndicate.platform.web;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Map;

/**
 * A request's body exactly as it arrived, for bodies that are hashed: nothing has parsed it. Usable as an argument of a
 * controller's method; name the media type in the mapping's {@code consumes}. Its size is within the limit already.
 *
 */
public record RawBody(byte[] bytes) {

    /** The body as admitted JSON. Ends the request with a typed problem when it is not admissible. */
    public JsonValue json() {
        try {
            return Json.parse(bytes);
        } catch (InadmissibleJsonException refused) {
            throw inadmissible(refused);
        }
    }

    /** The body as one admitted object. Ends the request with a typed problem when it is not. */
    public JsonObject object() {
        try {
            return Json.parseObject(bytes);
        } catch (InadmissibleJsonException refused) {
            throw inadmissible(refused);
        }
    }

    private static ProblemException inadmissible(InadmissibleJsonException refused) {
        return new ProblemException(
                PlatformProblems.INADMISSIBLE_JSON,
                "%s at byte %d".formatted(refused.code().wireName(), refused.offset()),
                Map.of("code", refused.code().wireName(), "offset", refused.offset()));
    }
}
