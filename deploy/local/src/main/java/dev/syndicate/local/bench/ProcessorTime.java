package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Stack;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of the processors each component has used: what neighbours on the machine change least, and what says how much
 * is possible where nothing else limits it.
 */
final class ProcessorTime {

    private final Stack stack;

    ProcessorTime(Stack stack) {
        this.stack = stack;
    }

    /** In milliseconds, of all processes that live now; database sessions that ended are not in it. */
    Map<Component, Double> now() {
        Map<Component, Double> used = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            used.put(component, millis(stack.process(component)));
        }
        return used;
    }

    private static double millis(Optional<ProcessHandle> process) {
        return process.stream()
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()))
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(duration -> duration.toNanos() / 1e6)
                .sum();
    }
}
