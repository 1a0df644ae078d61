package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.ContentRef;

/** The actions that people are asked about. */
@FunctionalInterface
public interface ReviewedActions {

    /** The action whose canonical bytes these are. Throws where they are missing, altered or no action. */
    ReviewedAction of(ContentRef content);
}
