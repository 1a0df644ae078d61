package dev.syndicate.approval.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentsTest {

    private static final Instant NOW = Instant.parse("2026-03-27T14:32:08Z");

    private final Moments moments = new Moments(NOW);

    @Test
    void namesTheDayOnlyWhereItIsAnother() {
        assertThat(moments.at(Instant.parse("2026-03-27T14:27:37Z"))).isEqualTo("14:27:37 UTC");
        assertThat(moments.at(Instant.parse("2026-03-26T23:59:59Z"))).isEqualTo("26 Mar 2026, 23:59 UTC");
    }

    @Test
    void saysHowLongAgo() {
        assertThat(moments.since(NOW.minusSeconds(4))).isEqualTo("4s");
        assertThat(moments.since(NOW.minusSeconds(271))).isEqualTo("4m 31s");
        assertThat(moments.since(NOW.minusSeconds(7260))).isEqualTo("2h 01m");
        assertThat(moments.since(NOW.plusSeconds(5))).isEqualTo("0s");
    }

    @Test
    void getsMoreUrgentTowardsTheEnd() {
        assertThat(moments.countdown(NOW, NOW.plusSeconds(600)).text()).isEqualTo("10:00");
        assertThat(moments.countdown(NOW.minusSeconds(80), NOW.plusSeconds(20)).urgency())
                .isEqualTo("soon");
        assertThat(moments.countdown(NOW.minusSeconds(95), NOW.plusSeconds(5)).urgency())
                .isEqualTo("last");
        assertThat(moments.countdown(NOW.minusSeconds(10), NOW.minusSeconds(5)).text())
                .isEqualTo("0:00");
        assertThat(moments.countdown(NOW, NOW.plusSeconds(5400)).text()).isEqualTo("1:30:00");
    }
}
