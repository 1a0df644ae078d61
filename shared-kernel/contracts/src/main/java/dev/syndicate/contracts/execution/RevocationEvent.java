package dev.syndicate.contracts.execution;

import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What operators take back or hold up in a whole workspace, or in all of them: one stream for each workspace and one for all
 * together. execution-gateway alone appends them.
 */
public sealed interface RevocationEvent extends DomainEvent
        permits ExecutionsResumed, ExecutionsSuspended, PermitsRevoked, ResumptionRequested {

    /** Where it holds; absent where it holds in every workspace. */
    @Nullable
    WorkspaceId workspace();

    /** Why, in the operator's words. */
    String reason();
}
