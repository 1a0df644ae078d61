package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.id.ActionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's list of sensitive paths was applied to a proposed action. Recorded wherever a list was in force, also
 * where nothing matched: whatever is compared with the action later goes through the same version of the list.
 *
 * @param list the list's version, {@code <counter>:<sha256 of its canonical form>}
 * @param places JSON pointers of the values that the action holds as commitments
 * @param key whose salts they have; absent where nothing matched
 * @param values the values and their salts, encrypted in the content store; absent where nothing matched
 */
@Revision("1")
public record ParametersCommitted(
        ActionId action,
        String list,
        List<String> places,
        @Nullable UUID key,
        @Nullable ContentRef values,
        Instant occurredAt)
        implements ActionEvent {

    public ParametersCommitted {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(list, "list");
        Objects.requireNonNull(occurredAt, "occurredAt");
        places = List.copyOf(places);
    }
}
