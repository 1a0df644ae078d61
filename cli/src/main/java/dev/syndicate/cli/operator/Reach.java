package dev.syndicate.cli.operator;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** One workspace, or all of them. */
final class Reach {

    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    /** Exactly one of them is given. */
    private static final class Choice {

        @Option(names = "--workspace", paramLabel = "NAME", description = "in this workspace")
        private @Nullable String workspace;

        @Option(names = "--all", description = "in every workspace")
        private boolean all;
    }

    Map<String, Object> named() {
        String workspace = choice.workspace;
        return workspace == null ? Map.of("everywhere", true) : Map.of("workspace", workspace);
    }
}
