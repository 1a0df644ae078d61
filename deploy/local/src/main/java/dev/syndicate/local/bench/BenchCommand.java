package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Installation;
import dev.syndicate.local.OneCommitProcess;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Stack;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the running processes; the baselines take turns with what they are compared to. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures event delivery, executions, the wait for a seal, whole actions, MCP calls, two hundred consoles, ten thousand waiting hooks,",
            "chain appends, verification online and offline, growth to millions of records, and queries, each beside a",
            "baseline that takes turns with it, and beside its goal. Trust the ratios: the figures are this machine's, at this hour. All of it takes half an hour or more."
        })
public final class BenchCommand implements Runnable {

    private static final long CHAIN = 60_000;

    @Option(names = "--rounds", defaultValue = "5", description = "turns of each measurement (${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(
            names = "--only",
            split = ",",
            description = "what to measure, with commas between: ${COMPLETION-CANDIDATES}; everything unless given")
    private Subject[] only = Subject.values();

    @Option(
            names = "--records",
            defaultValue = "2000000",
            description = "how many there are for growth and queries; offline has half of it (${DEFAULT-VALUE})")
    private long records = 2_000_000;

    @Option(
            names = "--waiting",
            defaultValue = "10000",
            description = "how many requests wait for people, and how many hooks for an answer (${DEFAULT-VALUE})")
    private int waiting = 10_000;

    @Option(
            names = "--warm-up",
            defaultValue = "PT0S",
            description = {
                "for how long actions are executed before anything is measured, e.g. PT20M; the services are then started",
                "with the optimising compiler, which needs that long to be out of the way (none)"
            })
    private Duration warmUp = Duration.ZERO;

    @Override
    public void run() {
        Set<Subject> subjects = EnumSet.copyOf(Arrays.asList(only));
        Progress progress = Progress.standard();
        List<Result> results = new ArrayList<>();
        try (Temporary stack = Temporary.start("bench", Installation.found(), pace(), progress)) {
            Cast cast = new Cast(stack.endpoints());
            cast.signIn(List.of("dana", "pat", "percy", "ada"));
            stack.stack().administrator().execute("CREATE SCHEMA bench");
            Load load = Load.prepare(cast);
            load.untilOneIsExecuted();
            warmUp(cast, progress);
            results.addAll(withAllServices(stack, cast, load, subjects, progress));
            results.addAll(ofTheChain(stack.stack(), cast, subjects, progress));
            progress.done("");
        }
        System.out.println(Result.HEAD);
        results.forEach(result -> System.out.println(result.line()));
        System.out.printf(
                "%nMedians of %d turns; %d processors, Java %s, PostgreSQL with fsync on.%n",
                rounds, Runtime.getRuntime().availableProcessors(), Runtime.version());
    }

    private Pace pace() {
        return warmUp.isZero() ? Pace.STEADY : Pace.OPTIMISED;
    }

    private void warmUp(Cast cast, Progress progress) {
        if (!warmUp.isZero()) {
            progress.show("executing actions for " + warmUp);
            Load.sustained(Load.crowd(cast, AllowedActions.SESSIONS), warmUp);
        }
    }

    private List<Result> withAllServices(
            Temporary stack, Cast cast, Load load, Set<Subject> subjects, Progress progress) {
        if (subjects.stream().noneMatch(Subject::needsServices)) {
            return List.of();
        }
        try (OneCommitProcess baseline = OneCommitProcess.start(stack, pace())) {
            OneCommits oneCommit = new OneCommits(stack, baseline);
            List<Measurement> measurements = new ArrayList<>();
            if (subjects.contains(Subject.DELIVERY)) {
                measurements.add(new Delivery(stack, load));
            }
            if (subjects.contains(Subject.EXECUTIONS)) {
                measurements.add(new Executions(load, oneCommit));
            }
            if (subjects.contains(Subject.SEALS)) {
                measurements.add(new Seals(stack, baseline));
            }
            if (subjects.contains(Subject.ACTIONS)) {
                measurements.add(new AllowedActions(stack.stack(), cast, load, oneCommit));
            }
            List<Result> results =
                    new ArrayList<>(measured("delivery, executions, seals and actions", measurements, progress));
            results.addAll(ofTheGateway(stack.stack(), cast, load, oneCommit, subjects, progress));
            return results;
        }
    }

    /** With the gateway started again, each time as it is needed. */
    private List<Result> ofTheGateway(
            Stack stack, Cast cast, Load load, OneCommits oneCommit, Set<Subject> subjects, Progress progress) {
        List<Result> results = new ArrayList<>();
        if (subjects.contains(Subject.MCP)) {
            try (McpPassage passage = new McpPassage(stack, cast, oneCommit)) {
                results.addAll(measured("calls of an MCP tool", List.of(passage), progress));
            }
        }
        if (subjects.contains(Subject.CONSOLES)) {
            progress.show("opening consoles, and asking them");
            results.addAll(new Consoles(cast, load, waiting).results());
        }
        if (subjects.contains(Subject.WAITING)) {
            progress.show("opening sessions with a hook that waits");
            try (ManyWaiting many = new ManyWaiting(stack, cast, load, waiting)) {
                results.addAll(many.results());
            }
        }
        return results;
    }

    /** Without the services that would act on copied events. */
    private List<Result> ofTheChain(Stack stack, Cast cast, Set<Subject> subjects, Progress progress) {
        stack.stop(Component.GATEWAY);
        stack.stop(Component.APPROVAL);
        stack.stop(Component.POLICY);
        List<Result> results = new ArrayList<>();
        if (subjects.contains(Subject.APPENDS)) {
            results.addAll(measured("appends", List.of(new ChainAppends(stack)), progress));
        }
        if (subjects.contains(Subject.VERIFICATION)) {
            results.addAll(measured("verification", List.of(new Verification(stack, cast, CHAIN)), progress));
        }
        if (subjects.contains(Subject.OFFLINE)) {
            progress.show("writing a bundle");
            try (Offline offline = new Offline(stack, records / 2)) {
                results.addAll(measured("offline verification", List.of(offline), progress));
            }
        }
        if (subjects.contains(Subject.GROWTH)) {
            progress.show("growing the chain to " + records);
            results.addAll(new Growth(stack, cast, records, Math.min(2, rounds)).measure());
        }
        if (subjects.contains(Subject.QUERIES)) {
            progress.show("writing records to be found");
            results.addAll(measured("queries", List.of(new Queries(stack, cast, records)), progress));
        }
        return results;
    }

    private List<Result> measured(String what, List<Measurement> measurements, Progress progress) {
        for (int round = 1; round <= rounds; round++) {
            progress.show("measuring %s, turn %d of %d".formatted(what, round, rounds));
            measurements.forEach(Measurement::round);
        }
        return measurements.stream()
                .flatMap(measurement -> measurement.results().stream())
                .toList();
    }
}
