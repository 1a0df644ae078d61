package dev.syndicate.cli.operator;

import dev.syndicate.cli.http.Endpoints;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes permits back. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = {
            "Revokes permits, from the next intent on: of one action, of a session (which is closed), of a workspace, or",
            "all at once. One operator is enough. What was revoked has to be proposed, and approved, again."
        })
public final class RevokeCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    /** Exactly one of them is given. */
    private static final class What {

        @Option(names = "--permit", paramLabel = "PERMIT", description = "the permit, as it was issued")
        private @Nullable String permit;

        @Option(
                names = "--action",
                paramLabel = "ID",
                description = "the permits of this action, as audit log names it")
        private @Nullable String action;

        @Option(names = "--session", paramLabel = "ID", description = "the permits of this session, which is closed")
        private @Nullable String session;

        @Option(names = "--workspace", paramLabel = "NAME", description = "all permits in this workspace")
        private @Nullable String workspace;

        @Option(names = "--all", description = "all permits in every workspace")
        private boolean all;

        private Map<String, Object> named() {
            if (permit != null) {
                return Map.of("permit", permit);
            }
            if (action != null) {
                return Map.of("action", action);
            }
            if (session != null) {
                return Map.of("session", session);
            }
            return workspace == null ? Map.of("everywhere", true) : Map.of("workspace", workspace);
        }
    }

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::gateway, "/v1/revocations", what.named()));
    }
}
