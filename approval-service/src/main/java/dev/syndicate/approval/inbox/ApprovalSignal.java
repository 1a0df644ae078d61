package dev.syndicate.approval.inbox;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.WorkspaceId;
import java.util.Optional;
import java.util.UUID;

/**
 * Says to all replicas that something about an approval has changed: it is sent in the transaction of the change, so whoever
 * hears it finds it.
 */
public record ApprovalSignal(ApprovalId approval, WorkspaceId workspace, Change change) {

    /** Where it is heard; its text is {@code <approval> <workspace>}, and then {@code action} where that is what changed. */
    public static final String CHANNEL = "syndicate_approvals";

    private static final int PARTS = 3;

    /** What has changed. */
    public enum Change {
        /** The request itself: lists that it is in may be others now. */
        REQUEST,
        /** What became of its action: only a page that shows this request says so. */
        ACTION
    }

    /** Reads a notification; empty where it is not one of ours. */
    static Optional<ApprovalSignal> of(String text) {
        String[] parts = text.split(" ", PARTS);
        try {
            return parts.length == 1
                    ? Optional.empty()
                    : Optional.of(new ApprovalSignal(
                            new ApprovalId(UUID.fromString(parts[0])),
                            new WorkspaceId(parts[1]),
                            parts.length == PARTS ? Change.ACTION : Change.REQUEST));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
