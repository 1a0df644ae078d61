package dev.syndicate.platform.security;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The tokens that were shown to this process, for as long as they could be shown again. Two generations: a token is remembered
 * for at least one whole span and for less than two, and nothing is ever searched for what is old.
 */
final class SeenTokens {

    private final long span;
    private Set<String> young = new HashSet<>();
    private Set<String> old = new HashSet<>();
    private long turnAt;

    /** @param longest from the moment when a token is first good until it is no longer */
    SeenTokens(Duration longest) {
        this.span = longest.toSeconds();
    }

    /** Whether this token is shown for the first time. */
    synchronized boolean isFirst(String issuer, String id, long now) {
        turn(now);
        String token = issuer + " " + id;
        return !old.contains(token) && young.add(token);
    }

    private void turn(long now) {
        if (now >= turnAt) {
            old = young;
            young = new HashSet<>();
            turnAt = now + span;
        }
    }
}
