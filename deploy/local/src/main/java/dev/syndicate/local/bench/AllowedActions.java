package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * An action that policy allows, from its proposal to its outcome: three requests of the coding tool, one after the other,
 * alone; as many as are sustained when several sessions do nothing else; and what each takes of the processors meanwhile.
 */
final class AllowedActions implements Measurement {

    private static final int EACH_ROUND = 60;
    static final int SESSIONS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration SUSTAINED = Duration.ofSeconds(8);

    private final Load load;
    private final List<BooleanSupplier> crowd;
    private final OneCommits oneCommit;
    private final ProcessorTime processors;
    private final Samples alone = new Samples();
    private final Samples aloneBaseline = new Samples();
    private final Samples rates = new Samples();
    private final Samples ratesBaseline = new Samples();
    private final Map<Component, Samples> costs = new EnumMap<>(Component.class);

    AllowedActions(Stack stack, Cast cast, Load load, OneCommits oneCommit) {
        this.load = load;
        this.oneCommit = oneCommit;
        this.processors = new ProcessorTime(stack);
        this.crowd = Load.crowd(cast, SESSIONS);
        Load.sustained(crowd, WARM_UP);
        Load.sustained(oneCommit.crowd(SESSIONS), WARM_UP.dividedBy(2));
    }

    @Override
    public void round() {
        for (int i = 0; i < EACH_ROUND; i++) {
            Load.rate(List.of(load::wholeAction), 1, alone);
            Load.rate(oneCommit.times(1), 1, aloneBaseline);
        }
        Map<Component, Double> before = processors.now();
        double rate = Load.sustained(crowd, SUSTAINED);
        double actions = rate * SUSTAINED.toSeconds();
        processors
                .now()
                .forEach((component, used) -> costs.computeIfAbsent(component, _ -> new Samples())
                        .add((used - before.getOrDefault(component, 0.0)) / actions));
        rates.add(rate);
        ratesBaseline.add(Load.sustained(oneCommit.crowd(SESSIONS), SUSTAINED));
    }

    @Override
    public List<Result> results() {
        String beside = OneCommits.BESIDE;
        List<Result> results = new ArrayList<>();
        results.add(new Result(
                "allowed action, 3 requests, p50",
                "ms",
                alone.median(),
                aloneBaseline.median(),
                beside,
                new Goal.AtMost(6)));
        results.add(new Result(
                "allowed actions, sustained, %d sessions".formatted(SESSIONS),
                "/s",
                rates.median(),
                ratesBaseline.median(),
                beside));
        double whole = costs.values().stream().mapToDouble(Samples::median).sum();
        costs.forEach((component, samples) -> results.add(new Result(
                "processor of an action, " + component.label(), "ms", samples.median(), whole, "all components")));
        return results;
    }
}
