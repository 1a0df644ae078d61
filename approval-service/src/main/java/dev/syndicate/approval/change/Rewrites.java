package dev.syndicate.approval.change;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonBoolean;
import dev.syndicate.contracts.json.JsonNumber;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the parameters of the coding tools' own tools: how the files are changed that the action names as its targets. */
final class Rewrites {

    private final JsonObject parameters;

    private Rewrites(JsonObject parameters) {
        this.parameters = parameters;
    }

    /** The changes by target; empty where nobody here knows how the tool changes files. */
    static Map<String, Rewrite> of(CanonicalAction action) {
        Rewrites rewrites = new Rewrites(action.parameters());
        return switch (action.kind()) {
            case FILE_WRITE -> ofOne(action, rewrites.content());
            case FILE_EDIT -> rewrites.patch().map(Patches::read).orElseGet(() -> ofOne(action, rewrites.edit(action)));
            case COMMAND, FILE_READ, NETWORK, MCP_CALL, OTHER -> Map.of();
        };
    }

    private static Map<String, Rewrite> ofOne(CanonicalAction action, Optional<Rewrite> rewrite) {
        return rewrite.isPresent() && action.targets().size() == 1
                ? Map.of(action.targets().getFirst(), rewrite.get())
                : Map.of();
    }

    private Optional<Rewrite> content() {
        return text(parameters, "content", "contents", "file_text").map(text -> _ -> new Rewritten.Text(text));
    }

    private Optional<String> patch() {
        return Stream.of("command", "input", "patch")
                .flatMap(name -> text(parameters, name).stream())
                .filter(Patches::isPatch)
                .findFirst();
    }

    private Optional<Rewrite> edit(CanonicalAction action) {
        if (action.tool().canonicalName().equals("delete")) {
            return Optional.of(_ -> new Rewritten.Text(""));
        }
        return parameters.find("edits").orElse(JsonArray.EMPTY) instanceof JsonArray edits && edits.size() > 0
                ? oneAfterTheOther(edits.items())
                : replacement(parameters);
    }

    private static Optional<Rewrite> oneAfterTheOther(List<JsonValue> edits) {
        List<Rewrite> known = edits.stream()
                .flatMap(edit -> edit instanceof JsonObject object ? replacement(object).stream() : Stream.empty())
                .toList();
        return known.size() == edits.size()
                ? known.stream()
                        .reduce((first, then) -> before -> first.of(before).then(then::of))
                : Optional.empty();
    }

    private static Optional<Rewrite> replacement(JsonObject edit) {
        Optional<String> old = text(edit, "old_string", "old_str");
        Optional<String> fresh = text(edit, "new_string", "new_str");
        return old.isPresent() && fresh.isPresent()
                ? Optional.of(new Replacement(old.get(), fresh.get(), times(edit)))
                : Optional.empty();
    }

    /** Once, unless the tool says that it replaces all of them, or how many it expects. */
    private static int times(JsonObject edit) {
        boolean all = Stream.of("replace_all", "allow_multiple")
                .anyMatch(
                        name -> edit.find(name).filter(JsonBoolean.TRUE::equals).isPresent());
        return edit.find("expected_replacements").orElse(JsonArray.EMPTY) instanceof JsonNumber number
                        && number.isInteger()
                        && number.value() >= 1
                ? (int) Math.min(number.value(), Integer.MAX_VALUE)
                : all ? 0 : 1;
    }

    private static Optional<String> text(JsonObject object, String... names) {
        return Stream.of(names)
                .flatMap(name -> object.find(name).stream())
                .filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).value())
                .findFirst();
    }
}
