package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionKind;
import java.util.Optional;

/**
 * The call that is always denied, whatever policy says: the command {@code syndicate-canary}, or a tool whose name ends in
 * {@code syndicate_canary}. Trying it shows whether a session's hook is in force.
 */
final class Canary {

    private static final String COMMAND = "syndicate-canary";
    private static final String TOOL = "syndicate_canary";

    private Canary() {}

    static boolean is(Host host, HookEvent event) {
        boolean command = host.tools().kind(event.tool()) == ActionKind.COMMAND
                && Optional.ofNullable(EventMembers.text(event.input(), "command"))
                        .filter(text -> text.strip().equals(COMMAND))
                        .isPresent();
        return command || event.tool().endsWith(TOOL);
    }
}
