package dev.syndicate.gateway;

import dev.syndicate.contracts.json.JsonObject;
import java.net.http.HttpHeaders;

/** What the gateway answered. */
record Answer(int status, JsonObject body, HttpHeaders headers) {

    /** The last part of a problem's type. */
    String problem() {
        String type = body.findString("type").orElse("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    String text(String... path) {
        JsonObject at = body;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.object(path[i]);
        }
        return at.string(path[path.length - 1]);
    }
}
