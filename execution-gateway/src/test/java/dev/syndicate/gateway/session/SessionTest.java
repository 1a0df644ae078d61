package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.session.EnforcementGapReported;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.contracts.session.InstallationSeen;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-03-27T14:00:00Z");
    private static final Person DANA = new Person("https://id.example", "dana", "Dana", List.of());
    private static final SessionId SESSION = new SessionId(UUID.fromString("019577a0-0000-7000-8000-000000000001"));
    private static final OpenSession OPEN = new OpenSession(
            SESSION,
            Principal.of(DANA),
            new WorkspaceId("acme/checkout"),
            new AgentDescription("anthropic", "claude-code", "2.1.330", "claude-code-http-hook"),
            EnforcementTier.C,
            FailMode.CLOSED,
            Digest.of(new byte[] {1}),
            NOW.plus(Duration.ofHours(8)),
            NOW);
    private static final CloseSession CLOSE = new CloseSession(SESSION, DANA, "done", NOW);

    private final AggregateTestFixture<Session> fixture = new AggregateTestFixture<>(Session.class);

    @Test
    void bindsPrincipalWorkspaceAndAgent() {
        fixture.givenNoPriorActivity()
                .when(OPEN)
                .expectEvents(new SessionOpened(
                        SESSION,
                        OPEN.principal(),
                        OPEN.workspace(),
                        OPEN.agent(),
                        EnforcementTier.C,
                        FailMode.CLOSED,
                        OPEN.credential(),
                        OPEN.expiresAt(),
                        NOW));
    }

    @Test
    void closesOnce() {
        fixture.givenCommands(OPEN).when(CLOSE).expectEvents(new SessionClosed(SESSION, DANA, "done", NOW));
        fixture.givenCommands(OPEN, CLOSE).when(CLOSE).expectNoEvents();
    }

    @Test
    void recordsHowItIsEnforcedWhereThatIsNews() {
        SeeInstallation seen = new SeeInstallation(SESSION, "laptop", "2.1.330", FailMode.CLOSED, NOW);
        InstallationSeen event =
                new InstallationSeen(SESSION, "laptop", "2.1.330", EnforcementTier.C, FailMode.CLOSED, NOW);
        fixture.givenCommands(OPEN).when(seen).expectEvents(event);
        fixture.givenCommands(OPEN, seen).when(seen).expectNoEvents();
        fixture.givenCommands(OPEN, seen)
                .when(new SeeInstallation(SESSION, "laptop", "2.1.331", FailMode.CLOSED, NOW))
                .expectEvents(
                        new InstallationSeen(SESSION, "laptop", "2.1.331", EnforcementTier.C, FailMode.CLOSED, NOW));
    }

    @Test
    void countsAGapOnce() {
        ReportGap gap = new ReportGap(SESSION, Digest.of(new byte[] {2}), "laptop", NOW, NOW, 3, NOW);
        fixture.givenCommands(OPEN)
                .when(gap)
                .expectEvents(
                        new EnforcementGapReported(SESSION, Digest.of(new byte[] {2}), "laptop", NOW, NOW, 3, NOW));
        fixture.givenCommands(OPEN, gap).when(gap).expectNoEvents();
    }
}
