package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.ActionSummary;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import java.time.Instant;

/**
 * Whether a standing grant covers an action: the same session, the same policy version, the same rules asking, and either the
 * same intent or the same tool and targets. Parameters of one scope are anything, so nothing else may differ there.
 */
final class GrantCover {

    private GrantCover() {}

    static boolean covers(
            StandingGranted grant,
            SessionId session,
            IntentDigest intent,
            ActionSummary summary,
            Decision decision,
            Instant now) {
        return grant.session().equals(session)
                && now.isBefore(grant.expiresAt())
                && decision.effect() == Effect.REQUIRE_APPROVAL
                && grant.policyVersion().equals(decision.policyVersion())
                && grant.rules().equals(decision.matchedRules())
                && isInScope(grant, intent, summary);
    }

    private static boolean isInScope(StandingGranted grant, IntentDigest intent, ActionSummary summary) {
        return switch (grant.terms().scope()) {
            case INTENT -> grant.intentDigest().equals(intent);
            case TARGET ->
                !summary.targets().isEmpty()
                        && grant.summary().targets().equals(summary.targets())
                        && grant.summary().tool().equals(summary.tool())
                        && grant.summary().kind() == summary.kind();
        };
    }
}
