package dev.syndicate.approval.story;

import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.id.ApprovalId;
import org.jspecify.annotations.Nullable;

/**
 * One action of a session.
 *
 * @param approval where people are or were asked about it; the latest request
 */
public record StoryAction(
        ActionProposed proposed,
        Standing standing,
        @Nullable ApprovalId approval) {}
