package dev.syndicate.gateway.policy;

import dev.syndicate.contracts.action.ToolReference;

/** What is known of tools' definitions (docs/spec/tool-definition.md). */
public interface PinnedTools {

    /** Whether the tool is defined in another way than when it was pinned. */
    boolean isChanged(ToolReference tool);
}
