package dev.syndicate.approval.inbox;

import org.jspecify.annotations.Nullable;

/** What came of reading a request's content: its synopsis, or why there is none. */
record PreparedSynopsis(
        @Nullable Synopsis synopsis, @Nullable RuntimeException failure) {

    /** Under which it travels with the event. */
    static final String KEY = "synopsis";

    /** For the handler: what it throws is tried again, and nothing behind it is handled before. */
    Synopsis orThrow() {
        if (synopsis == null) {
            throw failure == null ? new IllegalStateException("A request came without its synopsis") : failure;
        }
        return synopsis;
    }
}
