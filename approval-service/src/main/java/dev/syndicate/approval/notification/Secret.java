package dev.syndicate.approval.notification;

import java.util.Objects;

/** A text from the configuration that no message and no log repeats. Any text is one, so that none is refused by quoting it. */
record Secret(String text) {

    /** Public, because the configuration makes secrets of texts by it. */
    public Secret {
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
