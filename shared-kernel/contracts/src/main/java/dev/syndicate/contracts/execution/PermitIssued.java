package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A single-use permit was signed.
 *
 * @param approval present when people authorised the action
 * @param keyId of the signing key
 */
@Revision("1")
public record PermitIssued(
        ActionId action,
        PermitId permit,
        SessionId session,
        IntentDigest intentDigest,
        PolicyVersion policyVersion,
        @Nullable ApprovalId approval,
        String keyId,
        Instant expiresAt,
        Instant occurredAt)
        implements ActionEvent {

    public PermitIssued {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(permit, "permit");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(intentDigest, "intentDigest");
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
