package dev.syndicate.cli.run;

import dev.syndicate.client.Proposal;
import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CommandFiles;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.action.ToolReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * Looks at a command's surroundings, each time anew: the files that it refers to, the program itself, the state of the
 * repository. What is found is the action to propose, and later the one to present.
 */
final class Look {

    private static final int MAX_WORDS = 1000;
    private static final long MAX_FILE = 256L * 1024 * 1024;
    private static final long MAX_SUM = 1024L * 1024 * 1024;
    private static final ToolReference TOOL = new ToolReference("syndicate run", "shell", null, null);

    private final CommandToRun command;
    private final CallReference call;
    private final Git git;

    Look(CommandToRun command, CallReference call, Git git) {
        this.command = command;
        this.call = call;
        this.git = git;
    }

    /** The action as it is now. Throws {@link NothingRanException} where it cannot be pinned. */
    Proposal now() {
        return Proposal.of(TOOL, ActionKind.COMMAND, command.parameters())
                .on(List.of(command.words().getFirst()))
                .in(context())
                .relyingOn(operands())
                .called(call);
    }

    private ActionContext context() {
        List<String> roots = git.top().map(Path::toString).map(List::of).orElse(List.of());
        return new ActionContext(command.directory().toString(), roots, git.repository());
    }

    private List<Operand> operands() {
        if (command.words().size() > MAX_WORDS) {
            throw new NothingRanException(
                    Ending.UNGOVERNABLE,
                    "A command has at most %d words, so that all can be pinned".formatted(MAX_WORDS));
        }
        TreeMap<String, Operand> operands = new TreeMap<>();
        long sum = pin(command.program(), operands, 0);
        for (CommandFiles.Candidate candidate :
                CommandFiles.ofWords(command.directory().toString(), command.words())) {
            Path file = candidate.isProgram() ? inPath(candidate.name()) : path(candidate.name());
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                sum = pin(file, operands, sum);
            }
        }
        return List.copyOf(operands.values());
    }

    private Path inPath(String name) {
        for (String part : command.environment().path().split(":")) {
            Path file = command.directory().resolve(part).resolve(name);
            if (!part.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        return command.directory().resolve(name);
    }

    private Path path(String name) {
        String home = command.environment().shown().getOrDefault("HOME", "");
        return name.startsWith("~/")
                ? Path.of(home, name.substring(2))
                : command.directory().resolve(name);
    }

    private static long pin(Path file, TreeMap<String, Operand> operands, long before) {
        try {
            long size = Files.size(file);
            if (size > MAX_FILE || before + size > MAX_SUM) {
                throw new NothingRanException(Ending.UNGOVERNABLE, file + " is too large to pin");
            }
            operands.put(file.toString(), new Operand(file.toString(), Pinned.file(file)));
            return before + size;
        } catch (IOException unreadable) {
            throw new NothingRanException(Ending.UNGOVERNABLE, "Cannot read " + file + ", so it cannot be pinned");
        }
    }
}
