package dev.syndicate.gateway.sensitive;

import dev.syndicate.contracts.action.CanonicalAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action as it is stored, judged and shown.
 *
 * @param commitments absent where no list was in force
 * @param places JSON pointers of the values that are commitments
 * @param values the values with their salts, canonical; absent where there are none
 */
public record CommittedAction(
        CanonicalAction action, @Nullable Commitments commitments, List<String> places, byte @Nullable [] values) {

    static CommittedAction plain(CanonicalAction action, @Nullable Commitments commitments) {
        return new CommittedAction(action, commitments, List.of(), null);
    }
}
