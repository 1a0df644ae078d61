package dev.syndicate.local.soak;

import dev.syndicate.local.Installation;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.demo.Cast;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rounds of faults under load, most of them kill -9. */
@Command(
        name = "soak",
        hidden = true,
        mixinStandardHelpOptions = true,
        description =
                "Kills and freezes random processes under load; checks that nothing is lost, doubled or unsealed.")
public final class SoakCommand implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "100", description = "how many faults (${DEFAULT-VALUE})")
    private int rounds = 100;

    @Option(names = "--seed", defaultValue = "20260101", description = "chooses the faults and the moments")
    private long seed = 20_260_101;

    @Override
    public Integer call() {
        Random random = new Random(seed);
        try (Temporary stack = Temporary.start("soak", Installation.found(), Pace.QUICK, Progress.standard())) {
            Cast cast = new Cast(stack.endpoints());
            List<Fault> faults =
                    Stream.generate(() -> Fault.any(random, cast)).limit(rounds).toList();
            return new Soak(stack, System.out::println).holds(faults, random) ? 0 : 1;
        }
    }
}
