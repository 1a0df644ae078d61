package dev.syndicate.client;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes answers out of a document's schemas: with every member that is documented and an item in every array, or with the
 * required members alone and every array empty. A client that reads both reads only what is documented, and takes nothing
 * for granted that is not promised.
 */
final class Examples {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String LATER = "2026-01-01T00:00:01Z";
    private static final Map<String, String> BY_FORMAT = Map.of(
            "uuid", "0197a3c5-0000-7000-8000-000000000001",
            "date-time", "2026-01-01T00:00:00.123456Z",
            "uri", "http://127.0.0.1:8081/approvals/1");
    private static final Map<String, String> BY_PATTERN = Map.of(
            "^sha256:[0-9a-f]{64}$", "sha256:" + HEX,
            "^[0-9a-f]{16}$", HEX.substring(0, 16),
            "^[1-9][0-9]*:[0-9a-f]{64}$", "3:" + HEX);

    private final OpenApiDocument document;
    private final boolean everything;

    Examples(OpenApiDocument document, boolean everything) {
        this.document = document;
        this.everything = everything;
    }

    JsonNode of(JsonNode reference) {
        JsonNode schema = document.resolved(reference);
        if (schema.has("oneOf")) {
            return of(schema.path("oneOf").path(0));
        }
        return switch (schema.path("type").asString("object")) {
            case "string" -> JSON.valueToTree(text(schema));
            case "integer", "number" -> JSON.valueToTree(1);
            case "boolean" -> JSON.valueToTree(true);
            case "array" -> array(schema);
            default -> object(schema);
        };
    }

    private static String text(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asString();
        }
        String byFormat = BY_FORMAT.get(schema.path("format").asString(""));
        return byFormat == null ? BY_PATTERN.getOrDefault(schema.path("pattern").asString(""), "text") : byFormat;
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = JSON.createArrayNode();
        if (everything) {
            array.add(of(schema.path("items")));
        }
        return array;
    }

    /** What begins and what ends are not at the same time. */
    private static boolean isExpiry(String name, JsonNode schema) {
        return name.equals("expiresAt") && schema.path("format").asString("").equals("date-time");
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.createObjectNode();
        fill(object, schema, required(schema));
        return object;
    }

    private void fill(ObjectNode object, JsonNode schema, Set<String> required) {
        schema.path("allOf").forEach(part -> {
            JsonNode resolved = document.resolved(part);
            fill(object, resolved, union(required, required(resolved)));
        });
        schema.path("properties").forEachEntry((name, member) -> {
            if (everything || required.contains(name)) {
                object.set(name, isExpiry(name, member) ? JSON.valueToTree(LATER) : of(member));
            }
        });
    }

    private static Set<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }
}
