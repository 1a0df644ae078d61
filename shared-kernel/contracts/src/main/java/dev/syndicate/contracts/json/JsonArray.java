package dev.syndicate.contracts.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** An array; its order is part of its value. */
public final class JsonArray implements JsonValue, Iterable<JsonValue> {

    /** {@code []}. */
    public static final JsonArray EMPTY = new JsonArray(List.of());

    private final List<JsonValue> items;
    private final int depth;

    private JsonArray(List<JsonValue> items) {
        this.items = items;
        this.depth = depthAround(items);
    }

    /** An array of these items. */
    public static JsonArray of(Collection<? extends JsonValue> items) {
        return items.isEmpty() ? EMPTY : new JsonArray(List.copyOf(items));
    }

    /** An array of these items. */
    public static JsonArray of(JsonValue... items) {
        return of(List.of(items));
    }

    /** An array of these strings. */
    public static JsonArray ofStrings(Collection<String> texts) {
        return of(texts.stream().map(JsonValue::of).toList());
    }

    static JsonArray ofPlain(List<?> plain) {
        List<JsonValue> items = new ArrayList<>(plain.size());
        plain.forEach(item -> items.add(JsonValue.ofPlain(item)));
        return of(items);
    }

    /** The items; unmodifiable. */
    public List<JsonValue> items() {
        return items;
    }

    /** How many items there are. */
    public int size() {
        return items.size();
    }

    /** The item at this zero-based position. */
    public JsonValue get(int index) {
        return items.get(index);
    }

    /** The items, in order. */
    public Stream<JsonValue> stream() {
        return items.stream();
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return items.iterator();
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public Object toPlain() {
        List<Object> plain = new ArrayList<>(items.size());
        items.forEach(item -> plain.add(item.toPlain()));
        return plain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray that && items.equals(that.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return CanonicalJson.text(this);
    }

    static int depthAround(Collection<JsonValue> children) {
        int depth = 1;
        for (JsonValue child : children) {
            depth = Math.max(depth, 1 + child.depth());
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON may be nested " + MAX_DEPTH + " deep");
        }
        return depth;
    }
}
