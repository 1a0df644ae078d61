package dev.syndicate.approval.console;

import dev.syndicate.contracts.approval.VoteRefused;

/** A vote that was not taken. */
public record Attempt(String name, String initials, String at, String what, String reason) {

    static Attempt of(VoteRefused refused, Moments moments) {
        return new Attempt(
                refused.voter().name(),
                Wording.initials(refused.voter()),
                moments.at(refused.occurredAt()),
                "tried to " + refused.choice().wireName() + " it:",
                refused.reason().wireName());
    }
}
