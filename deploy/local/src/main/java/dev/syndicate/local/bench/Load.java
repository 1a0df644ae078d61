package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.client.RefusedException;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What a coding tool sends, in quantity. */
final class Load {

    private static final String POLICY = """
            schema: policy-bundle/v1
            description: Measurements read files, and reading is allowed.
            rules:
              - id: reads
                match:
                  kinds: [file-read]
                effect: allow
                risk: low
                reason: Reading changes nothing.
              - id: tools
                match:
                  kinds: [mcp-call]
                effect: allow
                risk: low
                reason: The measured MCP server only echoes.
              - id: commands
                match:
                  kinds: [command]
                effect: require-approval
                risk: moderate
                reason: Commands wait for a reviewer.
                approval:
                  expiresAfter: PT8H
                  sets:
                    - name: reviewers
                      approve: 1
                      deny: 1
                      group: syndicate-reviewers
            """;

    private static final AtomicLong COUNTER = new AtomicLong();

    private final Api session;

    private Load(Api session) {
        this.session = session;
    }

    static Load prepare(Cast cast) {
        cast.release(POLICY, "pat", "percy");
        return another(cast);
    }

    /** The same in a session of its own, once the policy is released. */
    static Load another(Cast cast) {
        String credential =
                cast.openSession(cast.token("dana"), "rest").orRefused().text("credential");
        return new Load(Api.at(cast.endpoints().gateway()).as(credential));
    }

    /**
     * An action that may run.
     *
     * @param request the body of {@code POST /v1/executions}
     */
    record Permitted(String request) {}

    Permitted permitted() {
        Map<String, Object> action = Map.of(
                "tool", Map.of("rawName", "Read", "canonicalName", "Read"),
                "kind", "file-read",
                "parameters", Map.of("file_path", "/home/dana/checkout/file-" + COUNTER.incrementAndGet()));
        Answer proposed = session.post("/v1/actions", action).orRefused();
        return new Permitted(Api.json(Map.of("permit", proposed.text("/permit/permit"), "action", action)));
    }

    /** Proposes a command that waits for people; answers its approval. */
    String asked() {
        String command = "npm test -- --shard " + COUNTER.incrementAndGet();
        Map<String, Object> action = Map.of(
                "tool", Map.of("rawName", "Bash", "canonicalName", "Bash"),
                "kind", "command",
                "parameters", Map.of("command", command));
        return session.post("/v1/actions", action).orRefused().text("/approval/approval");
    }

    List<Permitted> permitted(int count) {
        List<Permitted> permitted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            permitted.add(permitted());
        }
        return permitted;
    }

    /** Executes it; answers what the execution is called. */
    String execute(Permitted action) {
        return session.postText("/v1/executions", action.request()).orRefused().text("execution");
    }

    /** Proposes, executes and reports: all three requests of an allowed action. */
    void wholeAction() {
        String execution = execute(permitted());
        session.post("/v1/executions/" + execution + "/outcome", Map.of("status", "succeeded"))
                .orRefused();
    }

    /** The same; false where the chain was too slow for the gate, which then refuses. */
    boolean isWholeActionGranted() {
        try {
            wholeAction();
            return true;
        } catch (RefusedException refused) {
            if (refused.problem().equals("seal-unavailable")) {
                return false;
            }
            throw refused;
        }
    }

    /** So many sessions, each of which executes one action when it is asked to; false where it was refused a seal. */
    static List<BooleanSupplier> crowd(Cast cast, int sessions) {
        return IntStream.range(0, sessions)
                .mapToObj(_ -> (BooleanSupplier) another(cast)::isWholeActionGranted)
                .toList();
    }

    /** A stack that has just started on a busy machine may not seal in time at first. */
    void untilOneIsExecuted() {
        Waiting.until(
                "an action is executed",
                () -> session.postText("/v1/executions", permitted().request()).isOk());
    }

    /** Runs all of these on so many threads; answers how many were done a second, and each one's milliseconds. */
    static double rate(List<Runnable> tasks, int threads, Samples millis) {
        long start = System.nanoTime();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Callable<Void>> timed =
                    tasks.stream().map(task -> timed(task, millis)).toList();
            for (Future<Void> done : workers.invokeAll(timed)) {
                done.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a request failed: " + failure.getCause(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return tasks.size() * 1e9 / (System.nanoTime() - start);
    }

    /**
     * Has each of these done again and again by a thread of its own, for so long; answers how many were done a second, not
     * counting those that answered false.
     */
    static double sustained(List<BooleanSupplier> tasks, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        AtomicLong done = new AtomicLong();
        List<Runnable> loops = tasks.stream()
                .map(task -> (Runnable) () -> {
                    while (System.nanoTime() < end) {
                        done.addAndGet(task.getAsBoolean() ? 1 : 0);
                    }
                })
                .toList();
        long start = System.nanoTime();
        rate(loops, tasks.size(), new Samples());
        return done.get() * 1e9 / (System.nanoTime() - start);
    }

    private static Callable<Void> timed(Runnable task, Samples millis) {
        return () -> {
            long start = System.nanoTime();
            task.run();
            millis.add((System.nanoTime() - start) / 1e6);
            return null;
        };
    }
}
