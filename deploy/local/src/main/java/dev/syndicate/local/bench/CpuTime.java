package dev.syndicate.local.bench;

import dev.syndicate.local.Component;
import dev.syndicate.local.Stack;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The processor time that audit-service and PostgreSQL have used: what neighbours on the machine change little. */
final class CpuTime {

    private final Stack stack;

    CpuTime(Stack stack) {
        this.stack = stack;
    }

    /** In nanoseconds, of all processes that live now; sessions that ended are not in it. */
    long nanos() {
        return Stream.of(Component.AUDIT, Component.POSTGRES)
                .map(stack::process)
                .flatMap(Optional::stream)
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }
}
