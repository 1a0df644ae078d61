package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.approval.DelegationEvent;
import dev.syndicate.contracts.approval.DelegationGiven;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Delegations of reviewers: given, revoked, listed, and looked up by a vote straight from their events. */
@Component
public class Delegations {

    private final CommandGateway commands;
    private final EventStore events;
    private final JdbcDelegations views;
    private final DelegationSettings settings;
    private final Clock clock;

    Delegations(
            CommandGateway commands,
            EventStore events,
            JdbcDelegations views,
            DelegationSettings settings,
            Clock clock) {
        this.commands = commands;
        this.events = events;
        this.views = views;
        this.settings = settings;
        this.clock = clock;
    }

    /** The delegation as it stands now, if there is one of this id. */
    public Optional<Delegated> find(DelegationId delegation) {
        return events.readEvents(delegation.toString())
                .asStream()
                .map(event -> ((Message<?>) event).getPayload())
                .filter(DelegationEvent.class::isInstance)
                .map(DelegationEvent.class::cast)
                .reduce(
                        Optional.<Delegated>empty(),
                        (before, event) -> Optional.of(Delegated.after(before.orElse(null), event)),
                        (_, later) -> later);
    }

    /** What was delegated to this person and is in force. */
    public List<Delegated> inForceTo(Person delegate) {
        Instant now = clock.instant();
        return views.of(delegate).stream()
                .filter(delegated -> delegated.isTo(delegate) && delegated.isInForceAt(now))
                .toList();
    }

    /** What this person gave and was given, the newest first. */
    public List<DelegationView> of(Person person) {
        Instant now = clock.instant();
        return views.of(person).stream()
                .map(delegated -> DelegationView.of(delegated, now))
                .toList();
    }

    /** Names who may vote on the delegator's behalf. */
    public DelegationView give(AuthenticatedPerson delegator, DelegationBody body, DelegationId id) {
        Instant now = clock.instant();
        commands.sendAndWait(new GiveDelegation(id, given(delegator, body, id, now)));
        return view(id, now);
    }

    /** Whoever gave it may, whoever it was given to, and an operator. */
    public DelegationView revoke(AuthenticatedPerson person, DelegationId id) {
        Instant now = clock.instant();
        Delegated delegated = find(id).filter(known -> concerns(person, known))
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.NOT_FOUND, "There is no delegation %s for you".formatted(id)));
        commands.sendAndWait(new RevokeDelegation(delegated.given().delegation(), person.person(), now));
        return view(id, now);
    }

    private DelegationGiven given(AuthenticatedPerson delegator, DelegationBody body, DelegationId id, Instant now) {
        Instant from = Objects.requireNonNullElse(body.from(), now);
        Person delegate = new Person(
                delegator.person().issuer(),
                body.delegate(),
                Objects.requireNonNullElse(body.name(), body.delegate()),
                List.of());
        requireSense(delegator, delegate, from, body.until(), now);
        return new DelegationGiven(
                id, delegator.person(), delegate, delegator.signIn(), from, body.until(), body.reason(), now);
    }

    private void requireSense(
            AuthenticatedPerson delegator, Person delegate, Instant from, Instant until, Instant now) {
        delegator.require(Role.REVIEWER);
        if (delegate.isSameAs(delegator.person())) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "A delegation is to somebody else");
        }
        if (!until.isAfter(from) || !until.isAfter(now) || until.isAfter(from.plus(settings.longest()))) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "A delegation ends after it begins and after now, at most %s later".formatted(settings.longest()));
        }
    }

    private static boolean concerns(AuthenticatedPerson person, Delegated delegated) {
        return person.has(Role.OPERATOR)
                || delegated.isTo(person.person())
                || delegated.delegator().isSameAs(person.person());
    }

    private DelegationView view(DelegationId id, Instant now) {
        return DelegationView.of(find(id).orElseThrow(), now);
    }
}
