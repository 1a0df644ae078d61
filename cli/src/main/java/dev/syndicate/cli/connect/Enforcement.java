package dev.syndicate.cli.connect;

import java.util.List;

/**
 * What a connection is worth: its tier, what happens without an answer, and what it does not see.
 *
 * @param tier {@code A} the gateway executes, {@code B} locked hook, {@code C} unlocked hook
 */
record Enforcement(String tier, String failMode, List<String> unseen, List<String> next) {

    private static final String KILLED =
            "closed while the shim lives: on any error it denies; a shim that the host kills, or cuts off, fails open";
    private static final String SESSION = "eval \"$(./syndicate login --tool %s)\"    # then start it from this shell";

    static Enforcement of(CodingTool tool, boolean managed) {
        return switch (tool) {
            case CLAUDE_CODE ->
                new Enforcement(
                        managed ? "B" : "C",
                        "closed from version 2.1.295 on (onFailure: block); older versions ignore that and run the tool",
                        unseen(managed, "operands and repository: an HTTP hook carries neither, so both are absent"),
                        List.of(
                                SESSION.formatted(tool),
                                "SYNDICATE_HEADLESS=1 claude -p '...'    # defers instead of waiting; resume once approved"));
            case CODEX ->
                new Enforcement(
                        managed ? "B" : "C",
                        KILLED,
                        unseen(managed, "write_stdin and code-mode exec, which this host runs without a hook"),
                        managed
                                ? List.of(SESSION.formatted(tool))
                                : List.of(SESSION.formatted(tool), "in codex: /hooks, and trust the three hooks"));
            case GEMINI ->
                new Enforcement(
                        "C",
                        KILLED,
                        unseen(
                                false,
                                managed
                                        ? "a user who points GEMINI_CLI_SYSTEM_SETTINGS_PATH elsewhere"
                                        : "which of several equal calls an answer belongs to: this host names none"),
                        List.of(SESSION.formatted(tool)));
            case COPILOT ->
                new Enforcement(
                        managed ? "B" : "C",
                        KILLED + " (documented by its maker, not measured)",
                        unseen(
                                managed,
                                "which of several equal calls an answer belongs to, where this host names none"),
                        List.of(SESSION.formatted(tool)));
            case CURSOR ->
                new Enforcement(
                        managed ? "B" : "C",
                        "closed (failClosed; documented by its maker, not measured)",
                        unseen(managed, "completions in the editor, which are no tool calls"),
                        List.of("./syndicate login --tool cursor --save    # an editor has no shell to inherit from"));
        };
    }

    /** Through the gateway's own MCP endpoint. */
    static Enforcement ofServers() {
        return new Enforcement(
                "A",
                "closed: the gateway itself sends the call, or nobody does",
                List.of(
                        "the client's own tools and every MCP server that is configured beside this one",
                        "what a server does beyond the call that it was sent"),
                List.of("eval \"$(./syndicate login)\"    # then start the client from this shell"));
    }

    private static List<String> unseen(boolean managed, String own) {
        String everywhere = "subprocesses, scripts that a command calls, files swapped between approval and run,"
                + " stdin to live processes, what the user types";
        return managed
                ? List.of(everywhere, own)
                : List.of(everywhere, own, "a user who takes the hook out again: nothing locks it");
    }
}
