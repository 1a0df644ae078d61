package dev.syndicate.platform.idempotency;

import java.util.regex.Pattern;

/**
 * What a client chooses so that a request can be sent again without a second effect
 * (draft-ietf-httpapi-idempotency-key-header). As a controller's argument:
 * {@code @RequestHeader(IdempotencyKey.HEADER) IdempotencyKey key}. The draft's quotes around it are optional.
 *
 * @param value 1 to 128 visible ASCII characters, for example a UUID
 */
public record IdempotencyKey(String value) {

    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[!#-~]{1,128}");

    public IdempotencyKey {
        value = unquoted(value.strip());
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An Idempotency-Key has 1 to 128 visible ASCII characters");
        }
    }

    private static String unquoted(String text) {
        return text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
