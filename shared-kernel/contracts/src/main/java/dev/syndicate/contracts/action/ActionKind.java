package dev.syndicate.contracts.action;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * What sort of thing an action does, independent of the tool that proposes it.
 */
public enum ActionKind {
    /** A shell command or program. */
    COMMAND("command"),
    /** Reads a file or lists a folder. */
    FILE_READ("file-read"),
    /** Creates or replaces a file. */
    FILE_WRITE("file-write"),
    /** Changes part of a file. */
    FILE_EDIT("file-edit"),
    /** Fetches from or sends to an address. */
    NETWORK("network"),
    /** Calls a tool of an MCP server. */
    MCP_CALL("mcp-call"),
    /** A tool that no adapter knows; governed all the same. */
    OTHER("other");

    private final String wireName;

    ActionKind(String wireName) {
        this.wireName = wireName;
    }

    /** The stable name used in JSON, in the canonical forms and in the API. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** Reads a wire name. Throws {@link IllegalArgumentException} for any other text. */
    @JsonCreator
    public static ActionKind of(String wireName) {
        return Arrays.stream(values())
                .filter(value -> value.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a action kind: " + wireName));
    }
}
