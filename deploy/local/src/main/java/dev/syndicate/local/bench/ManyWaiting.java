package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Database;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Thousands of sessions, each with a hook that waits for people on a connection of its own: what that takes of the
 * gateway's heap, and how fast a vote still reaches the hook that it is for and other sessions' actions still run.
 */
final class ManyWaiting implements AutoCloseable {

    private static final int OPENERS = 8;
    private static final int PROBES = 40;
    /** Hooks that ask without waiting for each other's questions to be on record. */
    private static final int AT_ONCE = 500;

    private final Stack stack;
    private final Cast cast;
    private final Load load;
    private final int sessions;
    private final Database administrator;
    private final Queue<WaitingHook> waiting = new ConcurrentLinkedQueue<>();

    /** Starts the gateway again, with hooks that hold for longer than this takes. */
    ManyWaiting(Stack stack, Cast cast, Load load, int sessions) {
        this.stack = stack;
        this.cast = cast;
        this.load = load;
        this.sessions = sessions;
        this.administrator = stack.administrator();
        stack.restart(Component.GATEWAY, Map.of("SYNDICATE_GATEWAY_HOOKS_HOLD", "2h"));
        cast.token("riley");
    }

    List<Result> results() {
        load.untilOneIsExecuted();
        Load.sustained(List.of(load::isWholeActionGranted), Duration.ofSeconds(10));
        double heap = heap();
        Samples actions = actions();
        Samples votes = votes();
        open(sessions);
        String beside = "few waiting";
        return List.of(
                new Result(
                        "heap, %d hooks waiting".formatted(sessions),
                        "MB",
                        heap(),
                        heap,
                        beside,
                        new Goal.Below(1024, "MB")),
                new Result("allowed action meanwhile, p50", "ms", actions().median(), actions.median(), beside),
                new Result("from a vote to its hook, p50", "ms", votes().median(), votes.median(), beside));
    }

    private void open(int count) {
        long before = awaiting();
        for (int open = 0; open < count; open += AT_ONCE) {
            int all = Math.min(count, open + AT_ONCE);
            List<Runnable> each = IntStream.range(open, all)
                    .mapToObj(number -> (Runnable) () -> waiting.add(WaitingHook.ask(cast, number)))
                    .toList();
            Load.rate(each, OPENERS, new Samples());
            Waiting.until("all of them wait", () -> awaiting() >= before + all);
        }
    }

    private long awaiting() {
        return administrator.number("""
                SELECT count(*) FROM gateway.action WHERE state = 'awaiting-approval' AND request_due_at IS NULL""");
    }

    private Samples actions() {
        load.untilOneIsExecuted();
        Samples millis = new Samples();
        Load.rate(Collections.nCopies(PROBES, load::wholeAction), 1, millis);
        return millis;
    }

    private Samples votes() {
        Samples millis = new Samples();
        for (int i = 0; i < PROBES; i++) {
            millis.add(vote(-1 - i));
        }
        return millis;
    }

    /** From before the vote is cast until its hook has its answer: vote, permit, intent, seal and grant. */
    private double vote(int number) {
        try (WaitingHook hook = WaitingHook.ask(cast, number)) {
            Waiting.until("reviewers can see it", () -> !approvals(hook).isEmpty());
            String approval = approvals(hook).getFirst();
            long start = System.nanoTime();
            cast.vote("riley", approval, "approve").orRefused();
            hook.awaitLeave();
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private List<String> approvals(WaitingHook hook) {
        return administrator.list("""
                SELECT approval::text FROM approval.approval_view WHERE session = ?
                """, row -> row.getString(1), hook.session());
    }

    /** What is used after a collection, as the gateway's own metrics tell, in megabytes. */
    private double heap() {
        collect();
        URI metrics = cast.endpoints().gateway().resolve("/actuator/prometheus");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return text.lines()
                            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .sum()
                    / (1024 * 1024);
        } catch (IOException failure) {
            throw new LocalFailureException("the gateway's metrics cannot be read", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted", stopped);
        }
    }

    private void collect() {
        String gateway =
                String.valueOf(stack.process(Component.GATEWAY).orElseThrow().pid());
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            new ProcessBuilder(jcmd, gateway, "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new LocalFailureException("the gateway's heap cannot be collected", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        waiting.forEach(WaitingHook::close);
    }
}
