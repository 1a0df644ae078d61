package dev.syndicate.gateway.sensitive;

import java.util.Arrays;
import java.util.List;

/**
 * A JSON pointer (RFC 6901) into an action's parameters in which a step {@code *} is any member or item.
 *
 * @param pointer for example {@code /headers/*}
 */
record PathPattern(String pointer) {

    static final String ANY = "*";

    PathPattern {
        if (!pointer.startsWith("/") || pointer.matches(".*~(?![01]).*")) {
            throw new IllegalArgumentException("Not a JSON pointer (RFC 6901) below /parameters: " + pointer);
        }
    }

    /** The steps, unescaped. */
    List<String> steps() {
        return Arrays.stream(pointer.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** The name as a step of a pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
