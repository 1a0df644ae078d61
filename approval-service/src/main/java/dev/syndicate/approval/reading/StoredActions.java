package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.platform.content.ContentStore;
import org.springframework.stereotype.Component;

/** Actions in the content store. */
@Component
class StoredActions implements ReviewedActions {

    private final ContentStore content;

    StoredActions(ContentStore content) {
        this.content = content;
    }

    @Override
    public ReviewedAction of(ContentRef ref) {
        try {
            return ReviewedAction.of(CanonicalAction.parse(content.get(ref)));
        } catch (InadmissibleJsonException | InvalidActionException invalid) {
            throw new UnreadableActionException(ref, invalid);
        }
    }
}
