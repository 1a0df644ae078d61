package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a finding off the latch, together with another operator. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Releases an integrity finding, so that work can go on. Two different operators each run it.",
            "No evidence changes: audit verify goes on to say what is broken."
        })
final class ReleaseCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Parameters(paramLabel = "DIGEST", description = "the finding, as audit integrity shows it: sha256:…")
    private String finding = "";

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::audit, "/v1/integrity/findings/" + finding + "/release", Map.of()));
    }
}
