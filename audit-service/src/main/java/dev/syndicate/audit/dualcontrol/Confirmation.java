package dev.syndicate.audit.dualcontrol;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;

/** How far a decision that needs two people has come. */
public sealed interface Confirmation {

    /**
     * One person has asked for it; nothing happens until another one confirms.
     *
     * @param digest of what is decided
     * @param first who asked
     * @param expiresAt from then on it has to be asked for again
     */
    record Pending(String kind, Digest digest, Person first, String reason, Instant expiresAt)
            implements Confirmation {}

    /**
     * Two different people want it. It is told once: whoever gets this carries the decision out, in the same transaction.
     *
     * @param by both, the one who asked first
     * @param reason of the first, and of the second where it is another one, joined by {@code " / "}
     */
    record Confirmed(List<Person> by, String reason) implements Confirmation {

        public Confirmed {
            by = List.copyOf(by);
            if (by.size() != 2 || by.getFirst().isSameAs(by.getLast())) {
                throw new IllegalArgumentException("Two different people confirm");
            }
        }
    }
}
