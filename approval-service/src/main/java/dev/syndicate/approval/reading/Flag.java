package dev.syndicate.approval.reading;

import dev.syndicate.contracts.view.ViewFlag;
import java.util.Locale;

/**
 * One character that is spelled out, for the list above the text.
 *
 * @param where for example {@code Command, line 3, column 17}
 * @param codePoint for example {@code U+202E}
 * @param name in lower case, for example {@code right-to-left override}
 */
public record Flag(String where, String codePoint, String name) {

    /** Reads it from a view. */
    public static Flag of(ViewFlag flag) {
        return new Flag(
                "%s, line %d, column %d".formatted(flag.heading(), flag.line(), flag.column()),
                flag.escape().number(),
                flag.escape().name().orElse("unassigned character").toLowerCase(Locale.ROOT));
    }
}
