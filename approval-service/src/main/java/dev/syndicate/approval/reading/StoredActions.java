package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.eventstore.OutsideTransaction;
import org.springframework.stereotype.Component;

/** Actions in the content store. They may be megabytes: no transaction stays open while one is read. */
@Component
class StoredActions implements ReviewedActions {

    private final ContentStore content;

    StoredActions(ContentStore content) {
        this.content = content;
    }

    @Override
    public CanonicalAction read(ContentRef ref) {
        OutsideTransaction.require("Reading an action");
        try {
            return CanonicalAction.parse(content.get(ref));
        } catch (InadmissibleJsonException | InvalidActionException invalid) {
            throw new UnreadableActionException(ref, invalid);
        }
    }
}
