package dev.syndicate.local.soak;

import dev.syndicate.local.Component;
import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.util.Arrays;
import java.util.List;

/**
 * One part is away, killed or standing still, while a coding tool asks: it is told why in bounded time, is never let do
 * more than it may, and gets on once the part is back. Over when it has.
 *
 * @param cast asks on people's behalf
 */
record Outage(Component victim, Way way, Cast cast) implements Fault {

    /** How it is away. */
    enum Way {
        KILLED("without"),
        FROZEN("frozen:");

        private final String word;

        Way(String word) {
            this.word = word;
        }
    }

    private static final List<Component> VICTIMS = List.of(
            Component.POSTGRES, Component.IDENTITY_PROVIDER, Component.POLICY, Component.APPROVAL, Component.AUDIT);

    /** Every part, killed and frozen. */
    static List<Fault> all(Cast cast) {
        return VICTIMS.stream()
                .flatMap(victim -> Arrays.stream(Way.values()).<Fault>map(way -> new Outage(victim, way, cast)))
                .toList();
    }

    @Override
    public void strike(Stack stack) {
        Probe probe = probe();
        takeAway(stack);
        try {
            probe.whileAway();
        } finally {
            bringBack(stack);
        }
        stack.awaitReady(victim);
        probe.afterwards();
    }

    private Probe probe() {
        return switch (victim) {
            case POLICY -> new WithoutPolicy(cast);
            case APPROVAL -> new WithoutApproval(cast);
            case AUDIT -> new WithoutAudit(cast);
            case POSTGRES -> new WithoutDatabase(cast);
            case IDENTITY_PROVIDER -> new WithoutIdentityProvider(cast);
            case GATEWAY -> throw new IllegalArgumentException("Nobody is there to ask");
        };
    }

    private void takeAway(Stack stack) {
        switch (way) {
            case KILLED -> stack.kill(victim);
            case FROZEN -> stack.signal(victim, "STOP");
        }
    }

    private void bringBack(Stack stack) {
        switch (way) {
            case KILLED -> stack.start(victim);
            case FROZEN -> stack.signal(victim, "CONT");
        }
    }

    @Override
    public String toString() {
        return way.word + " " + victim.label();
    }
}
