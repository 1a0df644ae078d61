package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets the oldest records go, together with another operator. */
@Command(
        name = "prune",
        mixinStandardHelpOptions = true,
        description = {
            "Approves that the oldest records are archived and removed, up to and with one that ends a partition. Two",
            "different operators each run it. Nothing is removed yet: the migrator's command prune writes the archive,",
            "compares it with what both approved, and removes the records. audit prunings lists how far that is."
        })
final class PruneCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Parameters(paramLabel = "LAST", description = "the last record to let go")
    private long last;

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::audit, "/v1/prunings", Map.of("last", last)));
    }
}
