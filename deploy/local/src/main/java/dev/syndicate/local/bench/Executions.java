package dev.syndicate.local.bench;

import java.util.List;

/** {@code POST /v1/executions}, from permit to receipt, beside a request of the same stack that makes one commit. */
final class Executions implements Measurement {

    private static final int EACH_ROUND = 100;
    private static final int THREADS = 8;
    private static final int WARM_UP = 2_000;

    private final Load load;
    private final OneCommits oneCommit;
    private final Samples alone = new Samples();
    private final Samples aloneBaseline = new Samples();
    private final Samples rates = new Samples();
    private final Samples ratesBaseline = new Samples();

    Executions(Load load, OneCommits oneCommit) {
        this.load = load;
        this.oneCommit = oneCommit;
        Samples unused = new Samples();
        Load.rate(executions(WARM_UP), THREADS, unused);
        Load.rate(oneCommit.times(WARM_UP), THREADS, unused);
    }

    @Override
    public void round() {
        Samples unused = new Samples();
        Load.rate(executions(EACH_ROUND), 1, alone);
        Load.rate(oneCommit.times(EACH_ROUND), 1, aloneBaseline);
        rates.add(Load.rate(executions(3 * EACH_ROUND), THREADS, unused));
        ratesBaseline.add(Load.rate(oneCommit.times(3 * EACH_ROUND), THREADS, unused));
    }

    @Override
    public List<Result> results() {
        String beside = OneCommits.BESIDE;
        return List.of(
                new Result(
                        "POST executions, 1 client, p50",
                        "ms",
                        alone.median(),
                        aloneBaseline.median(),
                        beside,
                        new Goal.AtMost(3)),
                new Result(
                        "POST executions, 1 client, p99",
                        "ms",
                        alone.percentile(99),
                        aloneBaseline.percentile(99),
                        beside),
                new Result("POST executions, 8 clients", "/s", rates.median(), ratesBaseline.median(), beside));
    }

    private List<Runnable> executions(int count) {
        return load.permitted(count).stream()
                .map(permitted -> (Runnable) () -> load.execute(permitted))
                .toList();
    }
}
