package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * How far something reaches.
 *
 * @param workspace absent where it is every workspace
 */
record Reach(@Nullable WorkspaceId workspace) {

    static final Reach EVERYWHERE = new Reach(null);

    /** The stream of what operators do there. No workspace's name holds an asterisk. */
    String stream() {
        return "kill-switch:" + this;
    }

    @Override
    public String toString() {
        return workspace == null ? "*" : workspace.value();
    }
}
