package dev.syndicate.policy.bundle;

import org.jspecify.annotations.Nullable;

/** A condition could not be answered for these facts: the decision is then a denial. */
final class ConditionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConditionFailedException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
