package dev.syndicate.audit.chain;

import dev.syndicate.audit.log.AuditSettings;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready while the chain can be extended here, or by another writer while this process stands by. */
@Component("chain")
class ChainHealth implements HealthIndicator {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final ChainTail tail;
    private final AuditSettings settings;

    ChainHealth(ChainTail tail, AuditSettings settings) {
        this.tail = tail;
        this.settings = settings;
    }

    @Override
    public Health health() {
        boolean alive =
                !settings.writer() || tail.hasWorked() && tail.sinceGoodRound().compareTo(LONGEST_SILENCE) < 0;
        return alive ? Health.up().build() : Health.down().build();
    }
}
