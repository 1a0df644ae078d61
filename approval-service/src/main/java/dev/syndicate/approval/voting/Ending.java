package dev.syndicate.approval.voting;

import dev.syndicate.contracts.approval.AmendmentRefused;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEscalated;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an approval ended.
 *
 * @param by those who decided; nobody where it expired or policy ended it
 * @param reason the decider's words; empty where there are none
 * @param amendedBy the action that takes its place; present where it was amended
 */
public record Ending(
        ApprovalState state,
        List<Person> by,
        String reason,
        Instant at,
        @Nullable ActionId amendedBy) {

    public Ending {
        by = List.copyOf(by);
    }

    /** An end after which nothing takes its place. */
    public Ending(ApprovalState state, List<Person> by, String reason, Instant at) {
        this(state, by, reason, at, null);
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
            case ApprovalSuperseded superseded ->
                Optional.of(new Ending(
                        ApprovalState.SUPERSEDED,
                        List.of(),
                        "Policy version %s took the place of %s: %s"
                                .formatted(superseded.inForce(), superseded.decidedUnder(), superseded.reason()),
                        superseded.occurredAt()));
            case ApprovalAmended amended ->
                Optional.of(new Ending(
                        ApprovalState.AMENDED,
                        List.of(amended.by()),
                        Objects.requireNonNullElse(amended.comment(), ""),
                        amended.occurredAt(),
                        amended.amended().action()));
            case ApprovalRequested _,
                    AmendmentRefused _,
                    ApprovalCommented _,
                    ApprovalEscalated _,
                    ApprovalRequirementChanged _,
                    RoundOpened _,
                    StandingGranted _,
                    StandingGrantRevoked _,
                    VoteCast _,
                    VoteRefused _ -> Optional.empty();
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
            case AMENDED -> "%s amended it at %s; action %s takes its place.".formatted(names(), at, amendedBy);
            case SUPERSEDED -> "Policy ended it at %s. %s".formatted(at, reason);
        };
    }

    private String names() {
        return String.join(" and ", by.stream().map(Person::name).toList());
    }
}
