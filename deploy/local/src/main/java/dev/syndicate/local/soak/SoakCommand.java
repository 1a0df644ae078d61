package dev.syndicate.local.soak;

import dev.syndicate.cli.audit.OnlineVerification;
import dev.syndicate.local.Component;
import dev.syndicate.local.Installation;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Stack;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.bench.Waiting;
import dev.syndicate.local.demo.Cast;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rounds of kill -9 under load. */
@Command(
        name = "soak",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Kills random processes with -9 under load and checks that nothing is lost, doubled or unsealed.")
public final class SoakCommand implements Callable<Integer> {

    private static final String POLICY = """
            schema: policy-bundle/v1
            description: The soak reads files, which is allowed, and runs commands, which a reviewer approves.
            rules:
              - id: reads
                match:
                  kinds: [file-read]
                effect: allow
                risk: low
                reason: Reading changes nothing.
              - id: commands
                match:
                  kinds: [command]
                effect: require-approval
                risk: moderate
                reason: A command can change anything.
                approval:
                  sets:
                    - name: reviewers
                      approve: 1
                      deny: 1
                      group: syndicate-reviewers
            """;

    private static final List<Component> VICTIMS =
            List.of(Component.GATEWAY, Component.AUDIT, Component.POLICY, Component.APPROVAL, Component.POSTGRES);
    private static final int WORKERS = 4;

    @Option(names = "--rounds", defaultValue = "20", description = "how many kills (${DEFAULT-VALUE})")
    private int rounds = 20;

    @Option(names = "--seed", defaultValue = "20260101", description = "chooses the victims and the moments")
    private long seed = 20_260_101;

    @Override
    public Integer call() {
        Ledger ledger = new Ledger();
        AtomicBoolean stop = new AtomicBoolean();
        try (Temporary stack = Temporary.start("soak", Installation.found(), Pace.QUICK, Progress.standard())) {
            Cast cast = new Cast(stack.endpoints());
            cast.signIn(List.of("dana", "riley", "pat", "percy", "ada"));
            cast.release(POLICY, "pat", "percy");
            try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < WORKERS; i++) {
                    workers.submit(new Worker(cast, cast.token("dana"), "worker-" + i, ledger, stop));
                }
                boolean held = rounds(stack.stack(), ledger);
                stop.set(true);
                return held && intact(cast) ? 0 : 1;
            } finally {
                stop.set(true);
            }
        }
    }

    private boolean rounds(Stack stack, Ledger ledger) {
        Random random = new Random(seed);
        for (int round = 1; round <= rounds; round++) {
            Waiting.pause(Duration.ofMillis(500 + random.nextInt(3000)));
            Component victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
            stack.kill(victim);
            Waiting.pause(Duration.ofMillis(random.nextInt(1500)));
            stack.start(victim);
            for (Component component : Component.values()) {
                stack.awaitReady(component);
            }
            awaitProgress(ledger);
            List<String> broken = new Invariants(stack.administrator(), ledger).broken();
            System.out.printf("round %3d  killed %-18s %s%n", round, victim.label(), ledger.summary());
            if (!broken.isEmpty()) {
                broken.forEach(sentence -> System.out.println("BROKEN: " + sentence));
                return false;
            }
        }
        return true;
    }

    /** After every kill all clients get on by themselves: none hangs on what it sent before. */
    private static void awaitProgress(Ledger ledger) {
        Map<String, Long> before = ledger.grantsByClient();
        Waiting.until("every client gets on", () -> {
            Map<String, Long> now = ledger.grantsByClient();
            return now.size() == WORKERS
                    && now.entrySet().stream()
                            .allMatch(client -> client.getValue() > before.getOrDefault(client.getKey(), 0L));
        });
    }

    private static boolean intact(Cast cast) {
        boolean intact = new OnlineVerification(cast.atAudit("ada")).run().intact();
        System.out.println(intact ? "The chain is intact." : "BROKEN: the chain does not verify.");
        return intact;
    }
}
