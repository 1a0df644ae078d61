package dev.syndicate.approval.story;

import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.view.Masks;
import org.jspecify.annotations.Nullable;

/**
 * One action of a session.
 *
 * @param masks what policy lets be masked where it is shown
 * @param approval where people are or were asked about it; the latest request
 */
public record StoryAction(
        ActionProposed proposed,
        Standing standing,
        Masks masks,
        @Nullable ApprovalId approval) {}
