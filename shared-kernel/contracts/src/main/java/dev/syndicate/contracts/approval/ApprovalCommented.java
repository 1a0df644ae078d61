package dev.syndicate.contracts.approval;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.CommentId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.serialization.Revision;

/**
 * Somebody said something about a request: a reviewer or who asked. It decides nothing.
 */
@Revision("1")
public record ApprovalCommented(
        ApprovalId approval, ActionId action, CommentId comment, Person by, String text, Instant occurredAt)
        implements ApprovalEvent {

    public ApprovalCommented {
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(comment, "comment");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(occurredAt, "occurredAt");
    }
}
