package dev.syndicate.gateway.action;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import java.time.Instant;

/** The rows that a change of policy, a revocation and an intent are ordered by. */
interface Fences {

    /** Reads the fence and holds it until the running transaction ends: nobody moves it in between. */
    Fence hold(WorkspaceId workspace, SessionId session, Instant now);
}
