package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Places a legal hold, together with another operator. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = {
            "Places a legal hold on a person, a session, a workspace or a time: nothing that it covers is erased or",
            "pruned. Two different operators each run it. audit holds lists them."
        })
final class HoldCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private HoldScopeOptions scope = new HoldScopeOptions();

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::audit, "/v1/holds", Map.of("scope", scope.json())));
    }
}
