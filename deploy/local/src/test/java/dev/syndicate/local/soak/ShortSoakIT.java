package dev.syndicate.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.local.Component;
import dev.syndicate.local.Installation;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.demo.Cast;
import dev.syndicate.local.soak.Fault.Freeze;
import dev.syndicate.local.soak.Fault.Kill;
import dev.syndicate.local.soak.Fault.Stall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code .ci/soak}, on all processes and under load: each part is away, killed and frozen, while somebody
 * insists on what they have to be told, and every other kind of fault strikes once.
 */
class ShortSoakIT {

    private static final List<Fault> OTHERS = List.of(
            new Kill(Component.GATEWAY, Duration.ofMillis(300)),
            // Longer than the writer's lease.
            new Freeze(Component.AUDIT, Duration.ofSeconds(7)),
            new Stall(Duration.ofSeconds(3)));

    @Test
    void nothingIsLostDoubledOrUnsealedWhateverFailsAndEverybodyIsToldWhy() {
        List<String> told = new ArrayList<>();
        Installation built = new Installation(Path.of("../.."));
        try (Temporary stack = Temporary.start("short-soak", built, Pace.QUICK, Progress.standard())) {
            Cast cast = new Cast(stack.endpoints());
            List<Fault> faults = new ArrayList<>(Outage.all(cast));
            faults.add(new HangUp(cast));
            faults.addAll(OTHERS);
            assertThat(new Soak(stack, line -> tell(line, told)).holds(faults, new Random(7)))
                    .as(String.join("\n", told))
                    .isTrue();
        }
    }

    /** At once, so that a build that is stopped has said how far it came. */
    private static void tell(String line, List<String> told) {
        System.out.println(line);
        told.add(line);
    }
}
