package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonNull;
import dev.syndicate.contracts.json.JsonObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** JSON-RPC answers to what is no request of a session. */
final class JsonBody {

    private JsonBody() {}

    static byte[] bytes(JsonObject body) {
        return CanonicalJson.bytes(body);
    }

    /** An error that belongs to no request. */
    static ResponseEntity<byte[]> error(HttpStatus status, int code, String message) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(bytes(JsonObject.builder()
                        .put("jsonrpc", "2.0")
                        .put("id", JsonNull.NULL)
                        .put("error", JsonObject.builder().put("code", code).put("message", message))
                        .build()));
    }
}
