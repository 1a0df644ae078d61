package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.CommandFiles;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a call may rely on, as questions to our shim, one a line: {@code target PATH} for a file that the tool
 * names, to be answered also where there is none; {@code word PATH} for a word of a command that may be a file;
 * {@code program NAME} for a program that a command starts. Only the machine knows which of the words are files.
 */
final class ReferredFiles {

    private ReferredFiles() {}

    /** The questions about a call; none for a tool that no file is known of. */
    static List<String> of(Host host, HookEvent event) {
        String cwd = event.setting().cwd();
        return switch (host.tools().kind(event.tool())) {
            case COMMAND ->
                CommandFiles.ofText(cwd, command(event.input())).stream()
                        .map(file -> (file.isProgram() ? "program " : "word ") + file.name())
                        .toList();
            case FILE_EDIT, FILE_WRITE, FILE_READ -> targets(cwd, host.tools().targets(event.tool(), event.input()));
            case NETWORK, MCP_CALL, OTHER -> List.of();
        };
    }

    private static String command(JsonObject input) {
        String text = EventMembers.text(input, "command");
        return text == null ? String.join(" ", EventMembers.texts(input, "command")) : text;
    }

    private static List<String> targets(@Nullable String cwd, List<String> paths) {
        return paths.stream()
                .filter(CommandFiles::isSendable)
                .map(path -> "target " + CommandFiles.resolved(cwd, path))
                .distinct()
                .toList();
    }
}
