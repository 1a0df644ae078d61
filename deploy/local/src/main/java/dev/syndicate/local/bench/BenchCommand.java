package dev.syndicate.local.bench;

import dev.syndicate.local.Installation;
import dev.syndicate.local.OneCommitProcess;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.demo.Cast;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the running processes; the baselines take turns with what they are compared to. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures event delivery, executions, chain appends and verification, each beside a baseline that takes",
            "turns with it. Trust the ratios: the figures are this machine's, at this hour."
        })
public final class BenchCommand implements Runnable {

    @Option(names = "--rounds", defaultValue = "5", description = "turns of each measurement (${DEFAULT-VALUE})")
    private int rounds = 5;

    @Override
    public void run() {
        Progress progress = Progress.standard();
        List<Result> results = new ArrayList<>();
        try (Temporary stack = Temporary.start("bench", Installation.found(), Pace.STEADY, progress)) {
            Cast cast = new Cast(stack.endpoints());
            cast.signIn(List.of("dana", "pat", "percy", "ada"));
            stack.stack().administrator().execute("CREATE SCHEMA bench");
            results.addAll(withAllServices(stack, Load.prepare(cast), progress));
            results.addAll(ofTheChain(stack, cast, progress));
            progress.done("");
        }
        System.out.println(Result.HEAD);
        results.forEach(result -> System.out.println(result.line()));
        System.out.printf(
                "%nMedians of %d turns; %d processors, Java %s, PostgreSQL with fsync on.%n",
                rounds, Runtime.getRuntime().availableProcessors(), Runtime.version());
    }

    private List<Result> withAllServices(Temporary stack, Load load, Progress progress) {
        try (OneCommitProcess baseline = OneCommitProcess.start(stack)) {
            Delivery delivery = new Delivery(stack, load);
            Executions executions = new Executions(stack, load, baseline);
            for (int round = 1; round <= rounds; round++) {
                progress.show("measuring delivery and executions, turn %d of %d".formatted(round, rounds));
                delivery.round();
                executions.round();
            }
            return join(delivery.results(), executions.results());
        }
    }

    private List<Result> ofTheChain(Temporary stack, Cast cast, Progress progress) {
        ChainAppends appends = new ChainAppends(stack.stack());
        Verification verification = new Verification(stack.stack(), cast);
        for (int round = 1; round <= rounds; round++) {
            progress.show("measuring chain and verification, turn %d of %d".formatted(round, rounds));
            appends.round();
            verification.round();
        }
        return join(appends.results(), verification.results());
    }

    private static List<Result> join(List<Result> first, List<Result> second) {
        List<Result> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
