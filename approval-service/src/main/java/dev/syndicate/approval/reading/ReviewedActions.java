package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.view.Masks;

/** The actions that people are asked about. None is read inside a transaction. */
@FunctionalInterface
public interface ReviewedActions {

    /** The action whose canonical bytes these are. Throws where they are missing, altered or no action. */
    CanonicalAction read(ContentRef content);

    /** The same with what reviewers are shown of it, which takes longer. */
    default ReviewedAction of(ContentRef content, Masks masks) {
        return ReviewedAction.of(read(content), masks);
    }

    /** What people are asked about, as policy wants it shown to them. */
    default ReviewedAction of(ApprovalRequested request) {
        return of(request.content(), request.masks());
    }
}
