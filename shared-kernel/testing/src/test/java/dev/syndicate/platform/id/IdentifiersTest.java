package dev.syndicate.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");

    @Test
    void areVersionSevenAndSortByTimeOfMaking() {
        Identifiers identifiers = Identifiers.timeOrdered(Clock.fixed(NOW, ZoneOffset.UTC));

        List<String> made = Stream.generate(identifiers::next)
                .limit(5_000)
                .map(UUID::toString)
                .toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(UUID.fromString(made.getFirst()).version()).isEqualTo(7);
        assertThat(UUID.fromString(made.getFirst()).getMostSignificantBits() >>> 16)
                .isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void timeIsCutToMicroseconds() {
        Clock clock = new IdentifierAutoConfiguration().clock();

        assertThat(Stream.generate(clock::instant).limit(100)).allMatch(time -> time.getNano() % 1_000 == 0);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
