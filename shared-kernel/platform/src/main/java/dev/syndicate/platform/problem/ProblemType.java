package dev.syndicate.platform.problem;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A kind of problem (RFC 9457, section 3.1): stable for ever, because clients decide by its URI. Each is listed in
 * docs/reference/errors.md.
 *
 * @param slug the last part of the URI, for example {@code permit-consumed}
 * @param title the same for every occurrence, for people
 * @param status the HTTP status, 400 to 599
 */
public record ProblemType(String slug, String title, int status) {

    private static final String BASE = "https://syndicate.dev/problems/";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public ProblemType {
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException("A slug is lower-case words joined by '-', not " + slug);
        }
        if (title.isBlank()) {
            throw new IllegalArgumentException("A problem type has a title");
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status from 400 to 599, not " + status);
        }
    }

    /** For example {@code https://syndicate.dev/problems/permit-consumed}. */
    public URI uri() {
        return URI.create(BASE + slug);
    }
}
