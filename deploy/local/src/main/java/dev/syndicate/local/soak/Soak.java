package dev.syndicate.local.soak;

import dev.syndicate.cli.audit.OnlineVerification;
import dev.syndicate.local.Component;
import dev.syndicate.local.Stack;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Coding tools at work on a running stack while faults strike, and the check of what must hold after each. */
final class Soak {

    private static final int WORKERS = 4;

    private final Stack stack;
    private final Cast cast;
    private final Consumer<String> tell;
    private final Ledger ledger = new Ledger();

    Soak(Temporary running, Consumer<String> tell) {
        this.stack = running.stack();
        this.cast = new Cast(running.endpoints());
        this.tell = tell;
    }

    /** Whether everything held after every fault, and the whole chain verifies in the end. */
    boolean holds(List<Fault> faults, Random moments) {
        cast.signIn(List.of("dana", "riley", "pat", "percy", "ada"));
        cast.release(SoakPolicy.next(), "pat", "percy");
        return holdUnderLoad(faults, moments) && isIntact();
    }

    private boolean holdUnderLoad(List<Fault> faults, Random moments) {
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
                // Closed first: the executor waits for whoever still works, also where a fault ended in an exception.
                Closing _ = () -> stop.set(true)) {
            for (int i = 0; i < WORKERS; i++) {
                workers.submit(new Worker(cast, cast.token("dana"), "worker-" + i, ledger, stop));
            }
            awaitProgress();
            return faults.stream().allMatch(fault -> holdsAfter(fault, moments));
        }
    }

    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private boolean holdsAfter(Fault fault, Random moments) {
        Waiting.pause(Duration.ofMillis(500 + moments.nextInt(3000)));
        long struck = System.nanoTime();
        fault.strike(stack);
        for (Component component : Component.values()) {
            stack.awaitReady(component);
        }
        awaitProgress();
        Duration recovered = Duration.ofNanos(System.nanoTime() - struck);
        List<String> broken = new Invariants(stack.administrator(), ledger).broken();
        tell.accept("%-26s %3d s, %s".formatted(fault, recovered.toSeconds(), ledger.summary()));
        broken.forEach(sentence -> tell.accept("BROKEN: " + sentence));
        return broken.isEmpty();
    }

    /** After every fault all clients get on by themselves: none hangs on what it sent before. */
    private void awaitProgress() {
        Map<String, Long> before = ledger.grantsByClient();
        Waiting.until("every client gets on", () -> {
            Map<String, Long> now = ledger.grantsByClient();
            return now.size() == WORKERS
                    && now.entrySet().stream()
                            .allMatch(client -> client.getValue() > before.getOrDefault(client.getKey(), 0L));
        });
    }

    private boolean isIntact() {
        boolean intact = new OnlineVerification(cast.atAudit("ada")).run().intact();
        tell.accept(intact ? "The chain is intact." : "BROKEN: the chain does not verify.");
        return intact;
    }
}
