package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import java.util.Objects;

/**
 * The action that takes the place of an amended one.
 *
 * @param action its id, chosen by the reviewer's client
 * @param content its canonical bytes in the content store
 */
public record AmendedAction(ActionId action, ContentRef content, IntentDigest intentDigest, ActionDigest actionDigest) {

    public AmendedAction {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(actionDigest, "actionDigest");
    }
}
