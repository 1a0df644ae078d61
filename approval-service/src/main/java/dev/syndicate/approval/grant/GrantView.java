package dev.syndicate.approval.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.view.Masks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A standing grant. Each use of it is on the record of the action that used it, with the grant's id and its number; that the
 * session has ended, or the policy was superseded, is seen there too.
 *
 * @param approval the grant's id: that of the approval that gave it
 * @param intentDigest of the action that it was given with
 * @param tool of that action, with its targets: what the scope {@code target} covers
 * @param targets what policy masks in them is masked
 * @param revokedBy present once it was revoked, with the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantView(
        ApprovalId approval,
        ActionId action,
        SessionId session,
        WorkspaceId workspace,
        State state,
        StandingTerms terms,
        GrantDigest grantDigest,
        IntentDigest intentDigest,
        String tool,
        List<String> targets,
        List<String> rules,
        PolicyVersion policyVersion,
        List<Person> approvers,
        Instant grantedAt,
        Instant expiresAt,
        @Nullable Person revokedBy,
        @Nullable String revocationReason,
        @Nullable Instant revokedAt) {

    /** Where it stands, by everything that this service knows. */
    public enum State {
        LIVE,
        EXPIRED,
        REVOKED,
        /** An integrity finding was released since, and the votes that it rested on count no longer. */
        VOIDED;

        /** The stable name used in JSON. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static GrantView of(
            StandingGranted grant, @Nullable StandingGrantRevoked revoked, boolean voided, Masks masks, Instant now) {
        return new GrantView(
                grant.approval(),
                grant.action(),
                grant.session(),
                grant.workspace(),
                state(grant, revoked, voided, now),
                grant.terms(),
                grant.grantDigest(),
                grant.intentDigest(),
                grant.summary().tool(),
                grant.summary().targets().stream()
                        .map(target -> Escapes.masked(target, masks))
                        .toList(),
                grant.rules(),
                grant.policyVersion(),
                grant.approvers(),
                grant.occurredAt(),
                grant.expiresAt(),
                revoked == null ? null : revoked.by(),
                revoked == null ? null : revoked.reason(),
                revoked == null ? null : revoked.occurredAt());
    }

    private static State state(
            StandingGranted grant, @Nullable StandingGrantRevoked revoked, boolean voided, Instant now) {
        if (revoked != null) {
            return State.REVOKED;
        }
        if (voided) {
            return State.VOIDED;
        }
        return now.isBefore(grant.expiresAt()) ? State.LIVE : State.EXPIRED;
    }
}
