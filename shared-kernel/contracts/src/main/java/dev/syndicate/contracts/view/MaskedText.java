package dev.syndicate.contracts.view;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** A line as it is put together. A secret that is masked never gets into its text: only the place of its mask is kept. */
final class MaskedText {

    private final Masks masks;
    private final StringBuilder text = new StringBuilder();
    private final List<Cut> cuts = new ArrayList<>();

    MaskedText(Masks masks) {
        this.masks = masks;
    }

    /** What is ours, and holds no secret. */
    MaskedText plain(String ours) {
        text.append(ours);
        return this;
    }

    /** What is theirs, as it is. */
    MaskedText string(String theirs) {
        int at = 0;
        for (Cut cut : masks.cuts(theirs)) {
            text.append(theirs, at, cut.from());
            mask(cut);
            at = cut.to();
        }
        text.append(theirs, at, theirs.length());
        return this;
    }

    /** A value in canonical form. Each of its strings is masked as the string that it is, not as it is written in JSON. */
    MaskedText json(JsonValue value) {
        if (masks.isNone()) {
            return plain(CanonicalJson.text(value));
        }
        switch (value) {
            case JsonString string -> quoted(string.value());
            case JsonObject object -> members(object);
            case JsonArray array -> items(array);
            default -> plain(CanonicalJson.text(value));
        }
        return this;
    }

    ViewLine line() {
        return Lines.single(text.toString(), cuts);
    }

    private void members(JsonObject object) {
        text.append('{');
        object.forEach((name, member) -> {
            separate('{');
            quoted(name);
            text.append(':');
            json(member);
        });
        text.append('}');
    }

    private void items(JsonArray array) {
        text.append('[');
        array.stream().forEach(item -> {
            separate('[');
            json(item);
        });
        text.append(']');
    }

    /** No member and no item ends as its container begins, so what stands last says whether this is the first. */
    private void separate(char opening) {
        if (text.charAt(text.length() - 1) != opening) {
            text.append(',');
        }
    }

    private void quoted(String value) {
        text.append('"');
        int at = 0;
        for (Cut cut : masks.cuts(value)) {
            escaped(value.substring(at, cut.from()));
            mask(cut);
            at = cut.to();
        }
        escaped(value.substring(at));
        text.append('"');
    }

    private void escaped(String part) {
        String json = CanonicalJson.text(JsonValue.of(part));
        text.append(json, 1, json.length() - 1);
    }

    private void mask(Cut cut) {
        cuts.add(new Cut(text.length(), text.length(), cut.mask()));
    }
}
