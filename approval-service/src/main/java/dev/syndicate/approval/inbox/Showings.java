package dev.syndicate.approval.inbox;

import dev.syndicate.approval.voting.Opening;
import dev.syndicate.approval.voting.Openings;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps that reviewers were shown requests: a vote says since when its voter had it open. */
@Component
public class Showings {

    private final Openings openings;
    private final Clock clock;

    Showings(Openings openings, Clock clock) {
        this.openings = openings;
        this.clock = clock;
    }

    /** Call it when the whole request is shown. Of who is no reviewer nothing is kept. */
    public Optional<Opening> show(AuthenticatedPerson person, ApprovalView view) {
        return person.has(Role.REVIEWER)
                ? Optional.of(openings.open(
                        view.request().approval(), view.tally().round(), person.person(), clock.instant()))
                : Optional.empty();
    }
}
