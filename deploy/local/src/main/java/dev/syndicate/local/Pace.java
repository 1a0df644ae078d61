package dev.syndicate.local;

import java.util.List;
import java.util.stream.Stream;

/** What the Java processes are tuned for. All of them share one machine with the database, so none takes it whole. */
public enum Pace {
    /** Up soon and small. */
    QUICK(List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", Pace.CHEAP_COMPILER)),
    /** For measurements: room for what waits. */
    STEADY(List.of("-Xms256m", "-Xmx1g", Pace.SHORT_PAUSES, Pace.CHEAP_COMPILER)),
    /** For measurements too: the optimising compiler, for what goes on for long. */
    OPTIMISED(List.of("-Xms256m", "-Xmx1g", Pace.SHORT_PAUSES));

    /** A collection that stops everything for two seconds ends transactions: the database waits no longer for the next statement. */
    private static final String SHORT_PAUSES = "-XX:+UseG1GC";

    /** The optimising one takes half of two processors for the first quarter of an hour of mixed work. */
    private static final String CHEAP_COMPILER = "-XX:TieredStopAtLevel=1";

    private final List<String> options;

    Pace(List<String> options) {
        this.options = options;
    }

    /** What this component is started with where the others are started so. */
    Pace of(Component component) {
        return this == STEADY && component == Component.AUDIT ? OPTIMISED : this;
    }

    List<String> options() {
        return Stream.concat(options.stream(), virtualThreads()).toList();
    }

    /**
     * Few threads that run requests, because they wake each other up for each answer of the database, and one thread that
     * waits for all answers.
     */
    private static Stream<String> virtualThreads() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
        return Stream.of("-Djdk.virtualThreadScheduler.parallelism=" + threads, "-Djdk.pollerMode=1");
    }
}
