package dev.syndicate.approval.voting;

import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.Optional;

/** When reviewers were shown requests: kept apart from events, and each vote takes its own along. */
public interface Openings {

    /** Keeps that the person was shown the request; the first time of a round stays. */
    Opening open(ApprovalId approval, int round, Person person, Instant at);

    /** The latest round's opening by this person, if they were shown the request. */
    Optional<Opening> find(ApprovalId approval, Person person);
}
