package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;

/** The actions that people are asked about. None is read inside a transaction. */
@FunctionalInterface
public interface ReviewedActions {

    /** The action whose canonical bytes these are. Throws where they are missing, altered or no action. */
    CanonicalAction read(ContentRef content);

    /** The same with what reviewers are shown of it, which takes longer. */
    default ReviewedAction of(ContentRef content) {
        return ReviewedAction.of(read(content));
    }
}
