package dev.syndicate.contracts.view;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes a view in canonical JSON as it goes: a JSON model of millions of escapes would take a hundred times the memory of
 * the action. The members are written in canonical order here; a test compares with the canonicaliser.
 */
final class ViewWriter {

    private interface Part<T> {
        void write(T item) throws IOException;
    }

    private static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private final Map<Integer, byte[]> escapes = new HashMap<>();

    ViewWriter(OutputStream out) {
        this.out = out;
    }

    void write(RenderedView view) throws IOException {
        ascii("{\"escapes\":" + view.escapeCount() + ",\"facts\":");
        array(view.facts(), this::fact);
        ascii(",\"intentDigest\":\"" + view.intentDigest() + "\",\"lineCount\":" + view.lineCount());
        ascii(view.isMasked() ? ",\"masks\":" + view.maskCount() : "");
        ascii(",\"schema\":\"" + view.schema() + "\",\"sections\":");
        array(view.sections(), this::section);
        ascii(",\"title\":");
        line(view.title());
        ascii("}");
        flush();
    }

    private void fact(ViewFact fact) throws IOException {
        ascii("{\"label\":");
        json(JsonValue.of(fact.label()));
        ascii(",\"value\":");
        line(fact.value());
        ascii("}");
    }

    private void section(ViewSection section) throws IOException {
        ascii("{\"heading\":");
        json(JsonValue.of(section.heading()));
        ascii(",\"lines\":");
        array(section.lines(), this::line);
        ascii("}");
    }

    private void line(ViewLine line) throws IOException {
        array(line.segments(), this::segment);
    }

    private void segment(ViewSegment segment) throws IOException {
        switch (segment) {
            case ViewSegment.Text text -> {
                ascii("{\"text\":");
                json(JsonValue.of(text.value()));
                ascii("}");
            }
            case ViewSegment.Mask mask ->
                ascii("{\"length\":%d,\"mask\":\"%s\"}"
                        .formatted(mask.length(), mask.kind().wireName()));
            case ViewSegment.Escape escape ->
                utf8(escapes.computeIfAbsent(escape.codePoint(), _ -> CanonicalJson.bytes(json(escape))));
        }
    }

    private static JsonObject json(ViewSegment.Escape escape) {
        return JsonObject.builder()
                .put("escape", escape.number())
                .putStringIfPresent("name", escape.name())
                .build();
    }

    private <T> void array(List<T> items, Part<T> part) throws IOException {
        ascii("[");
        Iterator<T> rest = items.iterator();
        while (rest.hasNext()) {
            part.write(rest.next());
            ascii(rest.hasNext() ? "," : "");
        }
        ascii("]");
    }

    private void json(JsonValue value) throws IOException {
        utf8(CanonicalJson.bytes(value));
    }

    private void utf8(byte[] bytes) throws IOException {
        if (bytes.length > CHUNK - filled) {
            flush();
        }
        if (bytes.length > CHUNK) {
            out.write(bytes);
            return;
        }
        System.arraycopy(bytes, 0, chunk, filled, bytes.length);
        filled += bytes.length;
    }

    private void ascii(String text) throws IOException {
        if (text.length() > CHUNK - filled) {
            flush();
        }
        for (int i = 0; i < text.length(); i++) {
            chunk[filled++] = (byte) text.charAt(i);
        }
    }

    private void flush() throws IOException {
        out.write(chunk, 0, filled);
        filled = 0;
    }
}
