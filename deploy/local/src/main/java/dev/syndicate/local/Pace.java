package dev.syndicate.local;

import java.util.List;

/** What the Java processes are tuned for. */
public enum Pace {
    /** Up soon and small: the cheap compiler only. */
    QUICK(List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")),
    /** As a deployment runs them, for measurements. */
    STEADY(List.of("-Xms256m", "-Xmx512m"));

    private final List<String> options;

    Pace(List<String> options) {
        this.options = options;
    }

    List<String> options() {
        return options;
    }
}
