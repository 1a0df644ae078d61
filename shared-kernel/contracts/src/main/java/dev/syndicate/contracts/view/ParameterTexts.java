package dev.syndicate.contracts.view;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters that are themselves texts of several lines, and read better outside JSON: commands, old and new text,
 * content. Which names these are is part of the format (docs/spec/view.md, section 3); they only add to the parameters.
 */
final class ParameterTexts {

    private record Named(String name, String heading) {}

    /** In the order in which they are shown. */
    private static final Map<ActionKind, List<Named>> TEXTS = Map.of(
            ActionKind.COMMAND, List.of(new Named("command", "Command"), new Named("script", "Script")),
            ActionKind.FILE_EDIT,
                    List.of(
                            new Named("old_string", "Old text"),
                            new Named("new_string", "New text"),
                            new Named("new_source", "New text"),
                            new Named("patch", "Patch")),
            ActionKind.FILE_WRITE, List.of(new Named("content", "Content")));

    private final List<ViewSection> sections = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();
    private final Set<String> argumentLists = new HashSet<>();
    private final List<JsonValue> edits;
    private final Masks masks;

    ParameterTexts(ActionKind kind, JsonObject parameters, Masks masks) {
        this.masks = masks;
        TEXTS.getOrDefault(kind, List.of()).forEach(text -> addNamed(text, parameters));
        this.edits = kind == ActionKind.FILE_EDIT
                        && parameters.find("edits").orElse(JsonArray.EMPTY) instanceof JsonArray array
                ? array.items()
                : List.of();
        for (int i = 0; i < edits.size(); i++) {
            addEdit("Edit " + (i + 1), edits.get(i));
        }
    }

    List<ViewSection> sections() {
        return sections;
    }

    /** Whether the scalar at this place of the parameters stands in a section of its own. */
    boolean isShown(PrettyJson.Place place) {
        PrettyJson.Place parent = place.parent();
        if (parent == null) {
            return false;
        }
        PrettyJson.Place grandparent = parent.parent();
        if (grandparent == null) {
            return texts.contains(place.name());
        }
        return grandparent.is()
                ? argumentLists.contains(parent.name())
                : grandparent.is("edits") && isTextOfEdit(parent.name(), place.name());
    }

    private void addNamed(Named text, JsonObject parameters) {
        JsonValue value = parameters.find(text.name).orElse(JsonArray.EMPTY);
        if (value instanceof JsonString string) {
            texts.add(text.name);
            sections.add(ViewSection.of(text.heading, string.value(), masks));
        }
        if (value instanceof JsonArray array && array.size() > 0 && isOfStrings(array)) {
            argumentLists.add(text.name);
            sections.add(new ViewSection(text.heading + ", one argument a line", argumentLines(array)));
        }
    }

    private void addEdit(String heading, JsonValue value) {
        if (value instanceof JsonObject edit) {
            addEditText(heading + ": old text", edit, "old_string");
            addEditText(heading + ": new text", edit, "new_string");
        }
    }

    private void addEditText(String heading, JsonObject edit, String name) {
        if (edit.has(name) && edit.get(name) instanceof JsonString text) {
            sections.add(ViewSection.of(heading, text.value(), masks));
        }
    }

    private boolean isTextOfEdit(String index, String name) {
        boolean isText = name.equals("old_string") || name.equals("new_string");
        // Without items the parameter is no array, and what looks like an index is a name.
        return isText
                && !edits.isEmpty()
                && edits.get(Integer.parseInt(index)) instanceof JsonObject edit
                && edit.get(name) instanceof JsonString;
    }

    private static boolean isOfStrings(JsonArray array) {
        return array.stream().allMatch(JsonString.class::isInstance);
    }

    /** Each argument keeps to one line, its line feeds escaped, so that no argument can pass for two. */
    private List<ViewLine> argumentLines(JsonArray array) {
        return array.stream()
                .map(item -> masks.line(((JsonString) item).value()))
                .toList();
    }
}
