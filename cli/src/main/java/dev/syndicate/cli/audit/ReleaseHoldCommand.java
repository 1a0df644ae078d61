package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Releases a legal hold, together with another operator. */
@Command(
        name = "release-hold",
        mixinStandardHelpOptions = true,
        description = "Releases a legal hold. Two different operators each run it; both stay on record.")
final class ReleaseHoldCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Parameters(paramLabel = "ID", description = "the hold, as audit holds shows it")
    private UUID hold = new UUID(0, 0);

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::audit, "/v1/holds/" + hold + "/release", Map.of()));
    }
}
