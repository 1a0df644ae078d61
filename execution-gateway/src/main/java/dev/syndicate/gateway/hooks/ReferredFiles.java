package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.CommandFiles;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.PreImageSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The files that a call may rely on, as questions to our shim, one a line: {@code target PATH} for a file that the tool
 * names, to be answered also where there is none; {@code word PATH} for a word of a command that may be a file;
 * {@code program NAME} for a program that a command starts. Only the machine knows which of the words are files. Where the
 * targets would be changed, {@code pre-images FILE SUM} in front of them asks for their contents too, up to so many bytes
 * each and together.
 */
@Component
class ReferredFiles {

    private final PreImageSettings limits;

    ReferredFiles(PreImageSettings limits) {
        this.limits = limits;
    }

    /** The questions about an event; none where no call is about to be made. */
    List<String> questions(Host host, JsonObject event) {
        return host.phase(event) == Phase.BEFORE ? of(host, host.read(event)) : List.of();
    }

    /** The questions about a call; none for a tool that no file is known of. */
    List<String> of(Host host, HookEvent event) {
        String cwd = event.setting().cwd();
        return switch (host.tools().kind(event.tool())) {
            case COMMAND ->
                CommandFiles.ofText(cwd, command(event.input())).stream()
                        .map(file -> (file.isProgram() ? "program " : "word ") + file.name())
                        .toList();
            case FILE_READ -> targets(cwd, host.tools().targets(event.tool(), event.input()));
            case FILE_EDIT, FILE_WRITE -> withContents(targets(cwd, host.tools().targets(event.tool(), event.input())));
            case NETWORK, MCP_CALL, OTHER -> List.of();
        };
    }

    private static String command(JsonObject input) {
        String text = EventMembers.text(input, "command");
        return text == null ? String.join(" ", EventMembers.texts(input, "command")) : text;
    }

    private List<String> withContents(List<String> targets) {
        String question = "pre-images %d %d"
                .formatted(limits.maxFile().toBytes(), limits.maxSum().toBytes());
        return limits.areWanted() && !targets.isEmpty()
                ? Stream.concat(Stream.of(question), targets.stream()).toList()
                : targets;
    }

    private static List<String> targets(@Nullable String cwd, List<String> paths) {
        return paths.stream()
                .filter(CommandFiles::isSendable)
                .map(path -> "target " + CommandFiles.resolved(cwd, path))
                .distinct()
                .toList();
    }
}
