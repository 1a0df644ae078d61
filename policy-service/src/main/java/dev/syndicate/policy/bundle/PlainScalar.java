package dev.syndicate.policy.bundle;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.events.ScalarEvent;

/** What an unquoted scalar says: exactly JSON's words and numbers, a string, or nothing certain. */
final class PlainScalar {

    private static final Set<String> WORDS = Set.of("null", "true", "false");
    private static final Set<String> OTHER_WORDS =
            Set.of("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n");
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    /** Integers in other bases, with separators or signs, sexagesimals, dots at either end, infinities, not-a-number. */
    private static final Pattern OTHER_NUMBER =
            Pattern.compile("[-+]?(\\.?[0-9][0-9a-fA-FxXoO_.,:+-]*|\\.(inf|nan))", Pattern.CASE_INSENSITIVE);

    private PlainScalar() {}

    static boolean saysString(ScalarEvent scalar) {
        return !scalar.isPlain() || !(saysJson(scalar.getValue()) || isAmbiguous(scalar));
    }

    static boolean isAmbiguous(ScalarEvent scalar) {
        return scalar.isPlain() && !saysJson(scalar.getValue()) && couldSayMore(scalar.getValue());
    }

    private static boolean saysJson(String text) {
        return WORDS.contains(text) || JSON_NUMBER.matcher(text).matches();
    }

    private static boolean couldSayMore(String text) {
        return OTHER_WORDS.contains(text.toLowerCase(Locale.ROOT))
                || OTHER_NUMBER.matcher(text).matches();
    }
}
