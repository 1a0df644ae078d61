package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.session.CanaryReported;
import dev.syndicate.contracts.session.EnforcementGapReported;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionEvent;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.contracts.session.UngovernedCallObserved;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One session of a coding tool. */
@Aggregate
@SuppressWarnings("NullAway.Init") // Axon creates it empty and replays its events.
final class Session {

    @AggregateIdentifier
    private SessionId id;

    private boolean closed;

    private EnforcementTier enforcementTier;

    private @Nullable InstallationSeen installation;

    private final Set<Digest> gaps = new HashSet<>();

    Session() {}

    @CommandHandler
    Session(OpenSession command) {
        AggregateLifecycle.apply(new SessionOpened(
                command.session(),
                command.principal(),
                command.workspace(),
                command.agent(),
                command.enforcementTier(),
                command.failMode(),
                command.credential(),
                command.expiresAt(),
                command.occurredAt()));
    }

    @CommandHandler
    void close(CloseSession command) {
        if (!closed) {
            AggregateLifecycle.apply(
                    new SessionClosed(command.session(), command.by(), command.reason(), command.occurredAt()));
        }
    }

    @CommandHandler
    void see(SeeInstallation command) {
        InstallationSeen now = new InstallationSeen(
                command.session(),
                command.host(),
                command.version(),
                enforcementTier,
                command.failMode(),
                command.occurredAt());
        if (!isKnown(now)) {
            AggregateLifecycle.apply(now);
        }
    }

    private boolean isKnown(InstallationSeen now) {
        InstallationSeen known = installation;
        return known != null
                && known.host().equals(now.host())
                && known.version().equals(now.version())
                && known.failMode() == now.failMode();
    }

    @CommandHandler
    void report(ReportGap command) {
        if (!gaps.contains(command.report())) {
            AggregateLifecycle.apply(new EnforcementGapReported(
                    command.session(),
                    command.report(),
                    command.host(),
                    command.from(),
                    command.until(),
                    command.denied(),
                    command.occurredAt()));
        }
    }

    @CommandHandler
    void report(ReportUngovernedCall command) {
        AggregateLifecycle.apply(
                new UngovernedCallObserved(command.session(), command.tool(), command.callId(), command.occurredAt()));
    }

    @CommandHandler
    void report(ReportCanary command) {
        AggregateLifecycle.apply(new CanaryReported(command.session(), command.denied(), command.occurredAt()));
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        switch (event) {
            case SessionOpened opened -> open(opened);
            case SessionClosed _ -> closed = true;
            case InstallationSeen seen -> installation = seen;
            case EnforcementGapReported gap -> gaps.add(gap.report());
            case UngovernedCallObserved _, CanaryReported _ -> {}
        }
    }

    private void open(SessionOpened opened) {
        id = opened.session();
        enforcementTier = opened.enforcementTier();
    }
}
