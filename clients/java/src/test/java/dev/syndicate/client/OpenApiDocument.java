package dev.syndicate.client;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of docs/reference/openapi, read strictly: an object has no members but those that its schema names. The document
 * leaves that open, because services may add members later; what this client sends and reads must be in it today.
 */
final class OpenApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    private OpenApiDocument(JsonNode document) {
        this.document = document;
        close(document.at("/components/schemas"));
    }

    static OpenApiDocument of(String service) {
        return new OpenApiDocument(
                JSON.readTree(Path.of("..", "..", "docs", "reference", "openapi", service + ".json")));
    }

    /** What the document says of one method of one path. */
    record Operation(JsonNode json) {

        /** The schema of the request's body under this media type; empty if the operation takes none of it. */
        Optional<JsonNode> request(String mediaType) {
            JsonNode schema = json.at("/requestBody/content").path(mediaType).path("schema");
            return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
        }

        boolean requiresBody() {
            return json.at("/requestBody/required").asBoolean(false);
        }

        boolean hasParameter(String place, String name) {
            return json.path("parameters")
                    .valueStream()
                    .anyMatch(it -> it.path("in").asString().equals(place)
                            && it.path("name").asString().equalsIgnoreCase(name));
        }

        List<String> requiredQuery() {
            return json.path("parameters")
                    .valueStream()
                    .filter(it -> it.path("in").asString().equals("query")
                            && it.path("required").asBoolean(false))
                    .map(it -> it.path("name").asString())
                    .toList();
        }

        int successStatus() {
            return json.path("responses").propertyNames().stream()
                    .filter(status -> status.startsWith("2"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElseThrow();
        }

        /** The schema of the success's body; empty if it has none. */
        Optional<JsonNode> success() {
            JsonNode content =
                    json.path("responses").path(String.valueOf(successStatus())).path("content");
            JsonNode schema = content.has("application/json")
                    ? content.path("application/json").path("schema")
                    : content.path("*/*").path("schema");
            return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
        }
    }

    /** The operation that a request is for. */
    Optional<Operation> operation(String method, String path) {
        return document.path("paths")
                .propertyStream()
                .filter(template -> pattern(template.getKey()).matcher(path).matches())
                .map(template -> template.getValue().path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject)
                .map(Operation::new)
                .findFirst();
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
    }

    /** What of a text does not fit a schema of this document; empty if all does. */
    List<String> misfits(JsonNode schema, String text) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", document.path("components"));
        whole.set("allOf", JSON.createArrayNode().add(schema));
        Schema compiled = SCHEMAS.getSchema(whole);
        List<String> misfits = new ArrayList<>();
        compiled.validate(JSON.readTree(text)).forEach(error -> misfits.add(error.toString()));
        return misfits;
    }

    /** The values that a member may have. */
    List<String> values(String schema, String member) {
        return document.at("/components/schemas/%s/properties/%s/enum".formatted(schema, member))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** What a reference stands for; other schemas stand for themselves. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    private static void close(JsonNode schemas) {
        Set<String> parts = schemas.valueStream()
                .flatMap(schema -> schema.path("allOf").valueStream())
                .map(part -> part.path("$ref").asString(""))
                .collect(Collectors.toSet());
        schemas.propertyStream()
                .filter(named -> !parts.contains("#/components/schemas/" + named.getKey()))
                .map(named -> (ObjectNode) named.getValue())
                .filter(schema -> !schema.has("additionalProperties"))
                .filter(schema -> schema.has("properties") || schema.has("allOf"))
                .forEach(schema -> schema.put("unevaluatedProperties", false));
    }
}
