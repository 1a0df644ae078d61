package dev.syndicate.cli.operator;

import dev.syndicate.cli.http.Endpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pulls the kill switch. */
@Command(
        name = "suspend",
        mixinStandardHelpOptions = true,
        description = {
            "Suspends executions in a workspace, or in every one, from the next intent on. One operator is enough;",
            "it takes two to resume. What runs already is not stopped."
        })
public final class SuspendCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Mixin
    private Reach reach = new Reach();

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::gateway, "/v1/suspensions", reach.named()));
    }
}
