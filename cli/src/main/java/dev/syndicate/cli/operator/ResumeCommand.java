package dev.syndicate.cli.operator;

import dev.syndicate.cli.http.Endpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets executions go on, together with another operator. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets suspended executions go on. Two different operators each run it.")
public final class ResumeCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @Mixin
    private Reach reach = new Reach();

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::gateway, "/v1/resumptions", reach.named()));
    }
}
