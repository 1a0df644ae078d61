package dev.syndicate.local.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.local.Component;
import dev.syndicate.local.Installation;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Temporary;
import dev.syndicate.local.soak.Fault.Freeze;
import dev.syndicate.local.soak.Fault.Kill;
import dev.syndicate.local.soak.Fault.Stall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short form of {@code .ci/soak}: every kind of fault once, on all processes, under load. */
class ShortSoakIT {

    private static final List<Fault> FAULTS = List.of(
            new Kill(Component.AUDIT, Duration.ZERO),
            new Kill(Component.GATEWAY, Duration.ofMillis(300)),
            new Kill(Component.POSTGRES, Duration.ofMillis(500)),
            new Freeze(Component.AUDIT, Duration.ofSeconds(7)),
            new Kill(Component.APPROVAL, Duration.ofMillis(100)),
            new Stall(Duration.ofSeconds(3)),
            new Kill(Component.POLICY, Duration.ofMillis(100)));

    @Test
    void nothingIsLostDoubledOrUnsealedWhateverFails() {
        List<String> told = new ArrayList<>();
        Installation built = new Installation(Path.of("../.."));
        try (Temporary stack = Temporary.start("short-soak", built, Pace.QUICK, Progress.standard())) {
            assertThat(new Soak(stack, told::add).holds(FAULTS, new Random(7)))
                    .as(String.join("\n", told))
                    .isTrue();
        }
    }
}
