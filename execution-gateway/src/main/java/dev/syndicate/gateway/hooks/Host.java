package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import java.util.List;
import java.util.Optional;

/** A coding tool, by the shape of its hooks. */
sealed interface Host permits ClaudeCode, Codex, GeminiCli, CopilotCli, Cursor {

    /** All of them. */
    List<Host> ALL = List.of(new ClaudeCode(), new Codex(), new GeminiCli(), new CopilotCli(), new Cursor());

    /** The one of this name in a path. */
    static Optional<Host> named(String name) {
        return ALL.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** In paths, for example {@code claude-code}. */
    String name();

    /** Where calls of it were seen, for example {@code claude-code-hook}. */
    default String source() {
        return name() + "-hook";
    }

    /**
     * What kind of event this is. Throws {@link IllegalArgumentException} where the event's name has another type than
     * text; an event without a name is {@link Phase#BEFORE}, because that is the one that has to be denied.
     */
    Phase phase(JsonObject event);

    /** Reads an event about a tool call. Throws {@link IllegalArgumentException} where it is none. */
    HookEvent read(JsonObject event);

    /** Its tools. */
    Tools tools();

    /** The answer to an event in the host's own shape. */
    JsonObject answer(HookAnswer answer);

    /** Whether it calls a tool with the input of an answer in the place of its own. */
    default boolean takesInput() {
        return false;
    }

    /**
     * What the host does without an answer.
     *
     * @param version of the host; empty where nobody says
     * @param declared whether its hook says that it is configured to block then
     */
    FailMode failMode(String version, boolean declared);
}
