package dev.syndicate.platform.content;

import dev.syndicate.contracts.action.ContentRef;

/** Content that an event refers to cannot be shown: an alarm, never an empty answer. */
public final class ContentUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ContentRef ref;

    ContentUnavailableException(ContentRef ref, String what) {
        super("Content %s of %d bytes %s".formatted(ref.digest(), ref.size(), what));
        this.ref = ref;
    }

    /** What was looked for. */
    public ContentRef ref() {
        return ref;
    }
}
