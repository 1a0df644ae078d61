package dev.syndicate.cli.audit;

import dev.syndicate.cli.http.Endpoints;
import dev.syndicate.cli.operator.OperatorAccess;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Erases what belongs to a person, together with another operator. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Destroys the keys of a person, and with them every content of theirs. Two different operators each run it.",
            "It cannot be undone. Records stay and go on to verify; under a legal hold it is refused."
        })
final class EraseCommand implements Runnable {

    @Mixin
    private OperatorAccess access = new OperatorAccess();

    @ArgGroup(exclusive = false, multiplicity = "1")
    private PersonOptions person = new PersonOptions();

    @Override
    public void run() {
        System.out.println(access.decide(Endpoints::audit, "/v1/subjects/erasures", Map.of("subject", person.json())));
    }
}
