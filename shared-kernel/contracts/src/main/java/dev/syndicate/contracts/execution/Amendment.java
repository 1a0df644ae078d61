package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.util.List;
import java.util.Objects;

/**
 * What an action came from that a reviewer made out of another one. Both digests stay on record: this one here, the new
 * one beside it.
 *
 * @param of the action that was amended
 * @param intentDigest of that action
 * @param approval in which the reviewer did so
 * @param amenders everybody who amended it so far, the latest last: none of them counts as an approver
 */
public record Amendment(ActionId of, IntentDigest intentDigest, ApprovalId approval, List<Person> amenders) {

    public Amendment {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(approval, "approval");
        amenders = List.copyOf(amenders);
        if (amenders.isEmpty()) {
            throw new IllegalArgumentException("An amendment has an amender");
        }
    }

    /** Whether this person had a hand in it. */
    public boolean isBy(Person person) {
        return amenders.stream().anyMatch(person::isSameAs);
    }
}
