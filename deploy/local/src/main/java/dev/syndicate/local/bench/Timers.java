package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Api;
import dev.syndicate.local.Component;
import dev.syndicate.local.Stack;

/** What audit-service says of itself. */
final class Timers {

    private final Api audit;

    Timers(Stack stack) {
        this.audit = Api.at(stack.ports().address(Component.AUDIT)).with("Accept", "text/plain");
    }

    /** All the time that this timer has measured; 0 before it has measured anything. */
    double seconds(String name) {
        return audit.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "_seconds_sum"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
