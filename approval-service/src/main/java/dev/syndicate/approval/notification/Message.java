package dev.syndicate.approval.notification;

import java.net.URI;
import java.util.List;

/**
 * A notice in words, before a channel gives it its form.
 *
 * @param link opens the request in the console, which asks for a sign-in; nothing is decided by following it
 */
record Message(String title, List<Fact> facts, URI link, String footer) {

    /** A label of ours, and a value that may hold other people's words. */
    record Fact(String label, String value) {}

    Message {
        facts = List.copyOf(facts);
    }
}
