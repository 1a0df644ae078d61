package dev.syndicate.cli.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** Settings as JSON, of which only our own part is changed. */
final class JsonFile {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Path file;
    private final ObjectNode root;

    private JsonFile(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    /** What is there; nothing is an empty object. */
    static JsonFile read(Path file, String content) {
        try {
            JsonNode read = content.isBlank() ? JSON.createObjectNode() : JSON.readTree(content);
            if (read instanceof ObjectNode object) {
                return new JsonFile(file, object);
            }
        } catch (JsonProcessingException unreadable) {
            throw new NotOursException(
                    "%s is not plain JSON (%s); it is left as it is".formatted(file, unreadable.getOriginalMessage()));
        }
        throw new NotOursException(file + " holds no JSON object; it is left as it is");
    }

    /** The object at this path; made where there is none. */
    private ObjectNode object(String... path) {
        ObjectNode at = root;
        for (String name : path) {
            JsonNode next = at.get(name);
            if (next == null) {
                next = at.putObject(name);
            }
            if (!(next instanceof ObjectNode object)) {
                throw new NotOursException("%s has something else at '%s'; it is left as it is".formatted(file, name));
            }
            at = object;
        }
        return at;
    }

    /** Sets members of the object at this path. */
    JsonFile put(Map<String, ?> members, String... path) {
        ObjectNode at = object(path);
        members.forEach((name, value) -> at.set(name, JSON.valueToTree(value)));
        return this;
    }

    /** Sets a member that has to have some value, where it has none yet. */
    JsonFile putIfAbsent(String name, Object value) {
        if (!root.has(name)) {
            root.set(name, JSON.valueToTree(value));
        }
        return this;
    }

    /** Adds texts to the array of this name, each once. */
    JsonFile add(String name, Iterable<String> texts) {
        ArrayNode array = array(root, name);
        for (String text : texts) {
            boolean isThere = false;
            for (JsonNode item : array) {
                isThere |= item.asText().equals(text);
            }
            if (!isThere) {
                array.add(text);
            }
        }
        return this;
    }

    /** Puts our entry at the end of an event's hooks, in place of any older one of ours. */
    JsonFile hook(String event, Predicate<JsonNode> isOurs, Object entry) {
        ArrayNode hooks = array(object("hooks"), event);
        removeFrom(hooks, isOurs);
        hooks.add(JSON.<JsonNode>valueToTree(entry));
        return this;
    }

    /** Takes our entries out of every event. */
    JsonFile unhook(Predicate<JsonNode> isOurs) {
        if (root.get("hooks") instanceof ObjectNode hooks) {
            hooks.properties().forEach(event -> {
                if (event.getValue() instanceof ArrayNode entries) {
                    removeFrom(entries, isOurs);
                }
            });
            hooks.properties()
                    .removeIf(event ->
                            event.getValue().isArray() && event.getValue().isEmpty());
            if (hooks.isEmpty()) {
                root.remove("hooks");
            }
        }
        return this;
    }

    /** Takes a member out of the object at this path, and the object where it is empty then. */
    JsonFile remove(String name, String... path) {
        ObjectNode at = root;
        for (String step : path) {
            if (!(at.get(step) instanceof ObjectNode next)) {
                return this;
            }
            at = next;
        }
        at.remove(name);
        if (path.length == 1 && at.isEmpty()) {
            root.remove(path[0]);
        }
        return this;
    }

    /** Takes texts out of the array of this name, and the array where it is empty then. */
    JsonFile removeTexts(String name, Predicate<String> isOurs) {
        if (root.get(name) instanceof ArrayNode array) {
            removeFrom(array, item -> isOurs.test(item.asText()));
            if (array.isEmpty()) {
                root.remove(name);
            }
        }
        return this;
    }

    private ArrayNode array(ObjectNode at, String name) {
        JsonNode known = at.get(name);
        if (known == null) {
            return at.putArray(name);
        }
        if (known instanceof ArrayNode array) {
            return array;
        }
        throw new NotOursException("%s has something else at '%s'; it is left as it is".formatted(file, name));
    }

    private static void removeFrom(ArrayNode array, Predicate<JsonNode> isOurs) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (isOurs.test(array.get(i))) {
                array.remove(i);
            }
        }
    }

    /** The file's new content. */
    String content() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
