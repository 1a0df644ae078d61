package dev.syndicate.gateway.session;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.gateway.request.Races;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts on a session's record how its calls are enforced, and where they were not. */
@Component
public class SessionReports {

    /** How often another request may be faster on the same session. */
    private static final int ATTEMPTS = 20;

    private final CommandGateway commands;
    private final Clock clock;

    SessionReports(CommandGateway commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** The machine, version and fail mode of the session's calls; recorded where they are news. */
    public void installation(AgentSession session, String host, String version, FailMode failMode) {
        send(new SeeInstallation(session.session(), host, version, failMode, clock.instant()));
    }

    /** Calls that a hook denied by itself, because it could not ask. */
    public void gap(AgentSession session, Digest report, String host, Instant from, Instant until, long denied) {
        send(new ReportGap(session.session(), report, host, from, until, denied, clock.instant()));
    }

    /** A call that ran and that nobody granted: an incident. */
    public void ungoverned(AgentSession session, String tool, @Nullable String callId) {
        send(new ReportUngovernedCall(session.session(), tool, callId, clock.instant()));
    }

    /** The call that is always denied was tried; where it ran, that is an incident. */
    public void canary(AgentSession session, boolean denied) {
        send(new ReportCanary(session.session(), denied, clock.instant()));
    }

    private void send(Object command) {
        Races.untilNobodyWasFaster(commands, command, ATTEMPTS);
    }
}
