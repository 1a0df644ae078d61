package dev.syndicate.contracts.action;

import java.util.List;
import java.util.Objects;

/**
 * The few members of a canonical action that lists and records are searched by.
 *
 * @param rawTool the tool's name as the coding tool gave it, for example {@code Bash}
 * @param tool the canonical name across coding tools, for example {@code shell}
 * @param targets files, addresses or resources acted on, as in the canonical action
 */
public record ActionSummary(String rawTool, String tool, ActionKind kind, List<String> targets) {

    public ActionSummary {
        Objects.requireNonNull(rawTool, "rawTool");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(kind, "kind");
        targets = List.copyOf(targets);
    }
}
