package dev.syndicate.gateway.mcp;

import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.ActionView.ApprovalView;
import dev.syndicate.gateway.action.ActionView.DenialView;
import java.util.Objects;

/** What a client is told of a call that is not sent: a reason for programs, a sentence for the model, and the facts. */
final class HeldCalls {

    private HeldCalls() {}

    static String waiting(ActionView pending) {
        ApprovalView approval = Objects.requireNonNull(pending.approval(), "An awaited approval");
        return "Waiting for people: approval %s at %s".formatted(approval.approval(), approval.url());
    }

    static CallAnswer unattended(ActionView authorised) {
        return held("client-gone", "Nobody waits for the answer any more; nothing was sent", authorised);
    }

    static CallAnswer pending(ActionView pending) {
        ApprovalView approval = Objects.requireNonNull(pending.approval(), "An awaited approval");
        return held(
                "approval-required",
                "Still waiting for people. Approval %s is open until %s at %s; once it is granted, call exactly the same again"
                        .formatted(approval.approval(), approval.expiresAt(), approval.url()),
                pending);
    }

    static CallAnswer denied(ActionView denied) {
        DenialView denial = Objects.requireNonNull(denied.denial(), "A denial");
        boolean changed = denial.reason().startsWith(RefusalReason.TOOL_CHANGED.wireName());
        return held(
                changed ? RefusalReason.TOOL_CHANGED.wireName() : "denied",
                "Denied by %s: %s".formatted(denial.denier(), denial.reason()),
                denied);
    }

    static CallAnswer held(String reason, String text) {
        return new CallAnswer.Held(reason, text, JsonObject.EMPTY);
    }

    static CallAnswer held(String reason, String text, ActionView action) {
        ApprovalView approval = action.approval();
        JsonObject.Builder facts = JsonObject.builder()
                .put("action", action.action().toString())
                .put("intentDigest", action.intentDigest().toString());
        if (approval != null) {
            facts.put(
                    "approval",
                    JsonObject.builder()
                            .put("id", approval.approval().toString())
                            .put("url", approval.url().toString())
                            .put("expiresAt", approval.expiresAt().toString()));
        }
        return new CallAnswer.Held(reason, "%s (action %s)".formatted(text, action.action()), facts.build());
    }
}
