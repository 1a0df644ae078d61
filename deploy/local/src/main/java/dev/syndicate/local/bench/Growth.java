package dev.syndicate.local.bench;

import dev.syndicate.local.Stack;
import dev.syndicate.local.demo.Cast;
import java.util.List;

/**
 * What a record costs in a small chain and in a large one: the processor time of appending and of verifying it, in
 * audit-service and PostgreSQL together. The large chain is grown by appending, so it comes after the small one and its
 * turns do not alternate: only processor time can be compared.
 */
final class Growth {

    private static final long SMALL_PART = 20;
    private static final Goal GOAL = new Goal.AtMost(1.2);

    private final Stack stack;
    private final Cast cast;
    private final long small;
    private final long large;
    private final int rounds;

    Growth(Stack stack, Cast cast, long records, int rounds) {
        this.stack = stack;
        this.cast = cast;
        this.small = records / SMALL_PART;
        this.large = records;
        this.rounds = rounds;
    }

    /** Measures both sizes, each in turns. */
    List<Result> measure() {
        double[] cheap = costs(small);
        double[] dear = costs(large);
        String beside = "the same at %,d records".formatted(small);
        return List.of(
                new Result("append, processor time at %,d".formatted(large), "us", dear[0], cheap[0], beside, GOAL),
                new Result("verify, processor time at %,d".formatted(large), "us", dear[1], cheap[1], beside, GOAL));
    }

    private double[] costs(long records) {
        Verification verification = new Verification(stack, cast, records);
        ChainAppends appends = new ChainAppends(stack);
        for (int round = 0; round < rounds; round++) {
            appends.round();
            verification.round();
        }
        return new double[] {appends.cpuMicros(), verification.cpuMicros()};
    }
}
