package dev.syndicate.policy.bundle;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Rewrites YAML as JSON where YAML says nothing that JSON cannot say (docs/spec/policy-bundle.md, section 2), and
 * refuses it otherwise. It reads the parser's events: no YAML object is ever constructed, so there is nothing to expand.
 */
final class RestrictedYaml {

    private static final int MAX_DEPTH = 16;

    private final Iterator<Event> events;
    private final StringBuilder json = new StringBuilder();

    private RestrictedYaml(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(yaml.length() + 1);
        this.events = new Yaml(options).parse(new StringReader(yaml)).iterator();
    }

    /** The same value as JSON text in UTF-8. Throws {@link InadmissibleBundleException}. */
    static byte[] toJson(byte[] yaml) {
        try {
            return new RestrictedYaml(decode(yaml)).document().getBytes(StandardCharsets.UTF_8);
        } catch (MarkedYAMLException malformed) {
            throw refused("malformed-yaml", String.valueOf(malformed.getProblem()), malformed.getProblemMark());
        } catch (YAMLException malformed) {
            throw refused("malformed-yaml", "Not YAML: a character that YAML does not allow", null);
        }
    }

    private static String decode(byte[] yaml) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused("invalid-utf-8", "The bundle is not UTF-8", null);
        }
    }

    private String document() {
        events.next();
        Event start = events.next();
        if (!(start instanceof DocumentStartEvent document)) {
            throw refused("empty-document", "There is no document", start.getStartMark());
        }
        if (document.getVersion() != null
                || (document.getTags() != null && !document.getTags().isEmpty())) {
            throw refused("directive", "Directives are not admitted", start.getStartMark());
        }
        node(events.next(), 0);
        events.next();
        Event end = events.next();
        if (!end.is(Event.ID.StreamEnd)) {
            throw refused("second-document", "A bundle is one document", end.getStartMark());
        }
        return json.toString();
    }

    private void node(Event event, int depth) {
        refuseWhatJsonCannotSay(event);
        switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(deeper(event, depth));
            case MappingStart -> mapping(deeper(event, depth));
            default -> throw refused("malformed-yaml", "A value is missing", event.getStartMark());
        }
    }

    private static int deeper(Event event, int depth) {
        if (depth == MAX_DEPTH) {
            throw refused("too-deep", "A bundle is at most %d levels deep".formatted(MAX_DEPTH), event.getStartMark());
        }
        return depth + 1;
    }

    private static void refuseWhatJsonCannotSay(Event event) {
        if (event.is(Event.ID.Alias)) {
            throw refused("alias", "Aliases are not admitted", event.getStartMark());
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw refused("anchor", "Anchors are not admitted", event.getStartMark());
        }
        if (tagOf(event) != null) {
            throw refused("tag", "Tags are not admitted", event.getStartMark());
        }
    }

    private static @Nullable String tagOf(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private void sequence(int depth) {
        json.append('[');
        String separator = "";
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            json.append(separator);
            node(event, depth);
            separator = ",";
        }
        json.append(']');
    }

    private void mapping(int depth) {
        json.append('{');
        Set<String> keys = new HashSet<>();
        String separator = "";
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            json.append(separator);
            key(event, keys);
            json.append(':');
            node(events.next(), depth);
            separator = ",";
        }
        json.append('}');
    }

    private void key(Event event, Set<String> keys) {
        refuseWhatJsonCannotSay(event);
        if (!(event instanceof ScalarEvent scalar) || !PlainScalar.saysString(scalar)) {
            throw refused("key-not-a-string", "A key is a string; quote it", event.getStartMark());
        }
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw refused("merge-key", "Merge keys are not admitted", event.getStartMark());
        }
        if (!keys.add(scalar.getValue())) {
            throw refused(
                    "duplicate-key", "The key '%s' is there twice".formatted(scalar.getValue()), event.getStartMark());
        }
        JsonText.quote(scalar.getValue(), json);
    }

    private void scalar(ScalarEvent scalar) {
        if (PlainScalar.isAmbiguous(scalar)) {
            throw refused(
                    "ambiguous-scalar",
                    "'%s' means different things to different readers of YAML; quote it".formatted(scalar.getValue()),
                    scalar.getStartMark());
        }
        if (PlainScalar.saysString(scalar)) {
            JsonText.quote(scalar.getValue(), json);
        } else {
            json.append(scalar.getValue());
        }
    }

    private static InadmissibleBundleException refused(String code, String detail, @Nullable Mark mark) {
        return new InadmissibleBundleException(
                code, detail, mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1);
    }
}
