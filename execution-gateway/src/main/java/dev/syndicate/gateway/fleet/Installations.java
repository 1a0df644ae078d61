package dev.syndicate.gateway.fleet;

import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionReports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes note of every call that comes through a hook: its heartbeat, and how it is enforced where that is news. */
@Component
public class Installations {

    private static final int REMEMBERED = 10_000;

    /** Between two heartbeats of one session that are written down. */
    private static final Duration PULSE = Duration.ofSeconds(10);

    private final SessionReports reports;
    private final JdbcFleet fleet;
    private final Clock clock;
    private final Map<SessionId, Seen> seen = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Seen> eldest) {
            return size() > REMEMBERED;
        }
    });

    private record Seen(Sighting sighting, Instant at) {}

    Installations(SessionReports reports, JdbcFleet fleet, Clock clock) {
        this.reports = reports;
        this.fleet = fleet;
        this.clock = clock;
    }

    /** A call of this session came through a hook. */
    public void seen(AgentSession session, Sighting sighting) {
        Instant now = clock.instant();
        Seen before = seen.get(session.session());
        if (before == null || !before.sighting().equals(sighting)) {
            reports.installation(session, sighting.host(), sighting.version(), sighting.failMode());
        } else if (before.at().plus(PULSE).isAfter(now)) {
            return;
        }
        fleet.pulse(session.session(), now);
        seen.put(session.session(), new Seen(sighting, now));
    }
}
