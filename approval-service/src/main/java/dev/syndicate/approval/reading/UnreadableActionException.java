package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.ContentRef;

/** What is stored as an action is none: an alarm, never an empty page. */
public final class UnreadableActionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableActionException(ContentRef ref, Exception cause) {
        super("Content %s is not a canonical action".formatted(ref.digest()), cause);
    }
}
