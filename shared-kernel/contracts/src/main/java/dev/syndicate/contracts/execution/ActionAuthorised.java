package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Authority;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Policy or people authorised exactly this intent.
 */
@Revision("2")
public record ActionAuthorised(ActionId action, Authority authority, IntentDigest intentDigest, Instant occurredAt)
        implements ActionEvent {

    public ActionAuthorised {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(authority, "authority");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
