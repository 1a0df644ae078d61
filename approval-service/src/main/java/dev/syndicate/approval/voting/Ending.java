package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an approval ended.
 *
 * @param by those who decided; nobody where it expired
 * @param reason the decider's words; empty where there are none
 */
public record Ending(ApprovalState state, List<Person> by, String reason, Instant at) {

    public Ending {
        by = List.copyOf(by);
    }

    /** The end that an event brings, if it is one that ends an approval. */
    public static Optional<Ending> in(ApprovalEvent event) {
        return switch (event) {
            case ApprovalGranted granted ->
                Optional.of(new Ending(ApprovalState.GRANTED, granted.approvers(), "", granted.occurredAt()));
            case ApprovalDenied denied ->
                Optional.of(
                        new Ending(ApprovalState.DENIED, List.of(denied.by()), denied.reason(), denied.occurredAt()));
            case ApprovalExpired expired ->
                Optional.of(new Ending(ApprovalState.EXPIRED, List.of(), "", expired.occurredAt()));
            case ApprovalWithdrawn withdrawn ->
                Optional.of(new Ending(
                        ApprovalState.WITHDRAWN, List.of(withdrawn.by()), withdrawn.reason(), withdrawn.occurredAt()));
            case ApprovalRequested _, VoteCast _, VoteRefused _ -> Optional.empty();
        };
    }

    /** A sentence that says who ended it and when. */
    public String sentence() {
        return switch (state) {
            case OPEN -> "It is open.";
            case GRANTED -> "%s approved it at %s.".formatted(names(), at);
            case DENIED -> "%s denied it at %s.".formatted(names(), at);
            case EXPIRED -> "It expired at %s.".formatted(at);
            case WITHDRAWN -> "%s took it back at %s.".formatted(names(), at);
        };
    }

    private String names() {
        return String.join(" and ", by.stream().map(Person::name).toList());
    }
}
