package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Api;
import dev.syndicate.local.OneCommitProcess;
import dev.syndicate.local.Temporary;
import java.util.Collections;
import java.util.List;

/** {@code POST /v1/executions}, from permit to receipt, beside a request of the same stack that makes one commit. */
final class Executions implements Measurement {

    private static final int EACH_ROUND = 60;
    private static final int THREADS = 8;

    private final Load load;
    private final Api oneCommit;
    private final Samples alone = new Samples();
    private final Samples aloneBaseline = new Samples();
    private final Samples rates = new Samples();
    private final Samples ratesBaseline = new Samples();

    Executions(Temporary stack, Load load, OneCommitProcess baseline) {
        this.load = load;
        this.oneCommit = Api.at(baseline.address());
        OneCommitProcess.createTable(stack);
        warmUp();
    }

    private void warmUp() {
        Samples unused = new Samples();
        Load.rate(executions(), THREADS, unused);
        Load.rate(commits(), THREADS, unused);
    }

    @Override
    public void round() {
        Samples unused = new Samples();
        Load.rate(executions(), 1, alone);
        Load.rate(commits(), 1, aloneBaseline);
        rates.add(Load.rate(executions(), THREADS, unused));
        ratesBaseline.add(Load.rate(commits(), THREADS, unused));
    }

    @Override
    public List<Result> results() {
        String beside = "one-commit request";
        return List.of(
                new Result("POST executions, 1 client, p50", "ms", alone.median(), aloneBaseline.median(), beside),
                new Result(
                        "POST executions, 1 client, p99",
                        "ms",
                        alone.percentile(99),
                        aloneBaseline.percentile(99),
                        beside),
                new Result("POST executions, 8 clients", "/s", rates.median(), ratesBaseline.median(), beside));
    }

    private List<Runnable> executions() {
        return load.permitted(EACH_ROUND).stream()
                .map(permitted -> (Runnable) () -> load.execute(permitted))
                .toList();
    }

    private List<Runnable> commits() {
        String body = "{\"permit\":\"" + "x".repeat(1024) + "\"}";
        return Collections.nCopies(
                EACH_ROUND, () -> oneCommit.postText("/v1/commits", body).orRefused());
    }
}
