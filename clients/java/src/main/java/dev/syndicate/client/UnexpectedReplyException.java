package dev.syndicate.client;

import java.net.URI;

/** What answered is not what docs/reference/openapi describes: another version, or something in between. */
public final class UnexpectedReplyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnexpectedReplyException(URI address, String what, Throwable cause) {
        super("%s answered something else than documented: %s".formatted(address, what), cause);
    }
}
