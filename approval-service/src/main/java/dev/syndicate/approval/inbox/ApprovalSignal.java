package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import java.util.Optional;
import java.util.UUID;

/**
 * Says to all replicas that the view of an approval has changed: it is sent in the view's own transaction, so whoever
 * hears it finds the change.
 */
public record ApprovalSignal(ApprovalId approval, WorkspaceId workspace) {

    static final String CHANNEL = "syndicate_approvals";

    String text() {
        return approval + " " + workspace.value();
    }

    /** Reads a notification; empty where it is not one of ours. */
    static Optional<ApprovalSignal> of(String text) {
        int space = text.indexOf(' ');
        try {
            return Optional.of(new ApprovalSignal(
                    new ApprovalId(UUID.fromString(text.substring(0, Math.max(0, space)))),
                    new WorkspaceId(text.substring(space + 1))));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
