package dev.syndicate.gateway.revocation;

import dev.syndicate.contracts.execution.ExecutionsResumed;
import dev.syndicate.contracts.execution.ExecutionsSuspended;
import dev.syndicate.contracts.execution.PermitsRevoked;
import dev.syndicate.contracts.execution.ResumptionRequested;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.gateway.revocation.ResumeExecutions.Answer;
import dev.syndicate.gateway.revocation.ResumeExecutions.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class KillSwitchTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Duration DAY = Duration.ofHours(24);
    private static final Person OLIVE = new Person("https://id.example", "olive", "Olive", List.of());
    private static final Person OTTO = new Person("https://id.example", "otto", "Otto", List.of());
    private static final WorkspaceId CHECKOUT = new WorkspaceId("acme/checkout");
    private static final Reach REACH = new Reach(CHECKOUT);
    private static final ExecutionsSuspended SUSPENDED = new ExecutionsSuspended(CHECKOUT, OLIVE, "why", NOW);
    private static final ResumptionRequested ASKED =
            new ResumptionRequested(CHECKOUT, OLIVE, "fixed", NOW.plus(DAY), NOW);

    private final FixtureConfiguration<KillSwitch> fixture = new AggregateTestFixture<>(KillSwitch.class);

    @Test
    void revokesWhatWasAuthorisedUntilAMomentLater() {
        fixture.givenNoPriorActivity()
                .when(new RevokeAllPermits(Reach.EVERYWHERE.stream(), Reach.EVERYWHERE, OLIVE, "why", NOW))
                .expectEvents(new PermitsRevoked(null, NOW.plusSeconds(1), OLIVE, "why", NOW));
    }

    @Test
    void isPulledOnce() {
        SuspendExecutions pull = new SuspendExecutions(REACH.stream(), REACH, OLIVE, "why", NOW);
        fixture.givenNoPriorActivity().when(pull).expectEvents(SUSPENDED);
        new AggregateTestFixture<>(KillSwitch.class)
                .given(SUSPENDED)
                .when(new SuspendExecutions(REACH.stream(), REACH, OTTO, "why", LATER))
                .expectNoEvents();
    }

    @Test
    void isReleasedByTwo() {
        fixture.given(SUSPENDED)
                .when(resume(OLIVE, NOW))
                .expectResultMessagePayload(new Answer(Progress.ASKED, List.of(OLIVE), NOW.plus(DAY)))
                .expectEvents(ASKED);
        new AggregateTestFixture<>(KillSwitch.class)
                .given(SUSPENDED, ASKED)
                .when(resume(OTTO, LATER))
                .expectResultMessagePayload(new Answer(Progress.RESUMED, List.of(OLIVE, OTTO), null))
                .expectEvents(new ExecutionsResumed(CHECKOUT, List.of(OLIVE, OTTO), "fixed", LATER));
    }

    @Test
    void isNotReleasedByOneWhoAsksTwice() {
        fixture.given(SUSPENDED, ASKED)
                .when(resume(OLIVE, LATER))
                .expectResultMessagePayload(new Answer(Progress.SECOND_PERSON_REQUIRED, List.of(OLIVE), NOW.plus(DAY)))
                .expectNoEvents();
    }

    @Test
    void forgetsAnAskingAfterADayAndAtTheEndOfItsSuspension() {
        Instant tooLate = NOW.plus(DAY);
        fixture.given(SUSPENDED, ASKED)
                .when(resume(OTTO, tooLate))
                .expectEvents(new ResumptionRequested(CHECKOUT, OTTO, "fixed", tooLate.plus(DAY), tooLate));
        new AggregateTestFixture<>(KillSwitch.class)
                .given(SUSPENDED, ASKED, new ExecutionsResumed(CHECKOUT, List.of(OLIVE, OTTO), "fixed", NOW), SUSPENDED)
                .when(resume(OTTO, LATER))
                .expectResultMessagePayload(new Answer(Progress.ASKED, List.of(OTTO), LATER.plus(DAY)));
    }

    @Test
    void hasNothingToReleaseWhereNothingIsSuspended() {
        fixture.given(new PermitsRevoked(CHECKOUT, NOW, OLIVE, "why", NOW))
                .when(resume(OLIVE, LATER))
                .expectResultMessagePayload(new Answer(Progress.NOT_SUSPENDED, List.of(), null))
                .expectNoEvents();
    }

    private static ResumeExecutions resume(Person by, Instant at) {
        return new ResumeExecutions(REACH.stream(), REACH, by, "fixed", DAY, at);
    }
}
