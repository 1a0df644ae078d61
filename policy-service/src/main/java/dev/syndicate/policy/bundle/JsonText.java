package dev.syndicate.policy.bundle;

/** Writes a string as JSON, with every character that could be misread escaped. */
final class JsonText {

    private JsonText() {}

    static void quote(String text, StringBuilder json) {
        json.append('"');
        text.chars().forEach(unit -> append((char) unit, json));
        json.append('"');
    }

    /** Surrogates are escaped one by one, so that a lone one reaches admission as such and is refused there. */
    private static void append(char unit, StringBuilder json) {
        if (unit == '"' || unit == '\\') {
            json.append('\\').append(unit);
        } else if (unit < 0x20 || Character.isSurrogate(unit)) {
            json.append("\\u%04x".formatted((int) unit));
        } else {
            json.append(unit);
        }
    }
}
