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
import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the events of one approval add up to, for its rules and for its readers alike. */
public final class ApprovalHistory {

    private @Nullable ApprovalRequested request;
    private @Nullable Tally tally;
    private @Nullable Ending ending;
    private @Nullable ApprovalAmended amended;
    private GrantState grant = GrantState.NONE;
    private @Nullable Instant expiresAt;
    private @Nullable Decision decision;
    private final List<VoteCast> votes = new ArrayList<>();
    private final List<VoteRefused> refusals = new ArrayList<>();
    private final List<RoundOpened> rounds = new ArrayList<>();
    private final List<ApprovalCommented> comments = new ArrayList<>();
    private final List<ApprovalEscalated> escalations = new ArrayList<>();
    private final List<ApprovalRequirementChanged> changes = new ArrayList<>();

    /** Of events in their order. */
    public static ApprovalHistory of(List<ApprovalEvent> events) {
        ApprovalHistory history = new ApprovalHistory();
        events.forEach(history::evolve);
        return history;
    }

    void evolve(ApprovalEvent event) {
        tally = event instanceof ApprovalRequested requested ? Tally.of(requested) : tally().after(event);
        grant = grant.after(event);
        switch (event) {
            case ApprovalRequested requested -> begin(requested);
            case VoteCast cast -> votes.add(cast);
            case VoteRefused refused -> refusals.add(refused);
            case RoundOpened opened -> open(opened);
            case ApprovalCommented comment -> comments.add(comment);
            case ApprovalEscalated escalated -> escalations.add(escalated);
            case ApprovalRequirementChanged changed -> {
                changes.add(changed);
                decision = changed.decision();
            }
            case AmendmentRefused _, StandingGranted _, StandingGrantRevoked _ -> {}
            case ApprovalAmended it -> {
                amended = it;
                ending = Ending.in(event).orElseThrow();
            }
            case ApprovalGranted _, ApprovalDenied _, ApprovalExpired _, ApprovalWithdrawn _, ApprovalSuperseded _ ->
                ending = Ending.in(event).orElseThrow();
        }
    }

    private void begin(ApprovalRequested requested) {
        request = requested;
        expiresAt = requested.expiresAt();
        decision = requested.decision();
    }

    private void open(RoundOpened opened) {
        rounds.add(opened);
        ending = null;
        expiresAt = opened.expiresAt();
    }

    /** Whether anything was requested. */
    boolean isKnown() {
        return request != null;
    }

    public ApprovalRequested request() {
        return Objects.requireNonNull(request, "an approval begins with a request");
    }

    /** The votes that count now. */
    public Tally tally() {
        return Objects.requireNonNull(tally, "an approval begins with a request");
    }

    public ApprovalRequirement requirement() {
        return tally().requirement();
    }

    /** The decision under which people are asked now. */
    public Decision decision() {
        return Objects.requireNonNull(decision, "an approval begins with a request");
    }

    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** What a reviewer made of it, if one did. */
    Optional<ApprovalAmended> amended() {
        return Optional.ofNullable(amended);
    }

    /** The standing grant that it gave. */
    GrantState grant() {
        return grant;
    }

    public ApprovalState state() {
        return ending == null ? ApprovalState.OPEN : ending.state();
    }

    /** When it is or was too late to decide. */
    public Instant expiresAt() {
        return Objects.requireNonNull(expiresAt, "an approval begins with a request");
    }

    /** Whether it is too late. */
    boolean isOver(Instant at) {
        return !at.isBefore(expiresAt());
    }

    /** How it stands ended at this time: whoever comes after the expiry finds it expired, recorded or not. */
    Optional<Ending> endingAt(Instant at) {
        return ending == null && isOver(at)
                ? Optional.of(new Ending(ApprovalState.EXPIRED, List.of(), "", expiresAt()))
                : ending();
    }

    /** All votes that were taken, of every round. */
    public List<VoteCast> votes() {
        return List.copyOf(votes);
    }

    public List<VoteRefused> refusals() {
        return List.copyOf(refusals);
    }

    /** The rounds after the first. */
    public List<RoundOpened> rounds() {
        return List.copyOf(rounds);
    }

    public List<ApprovalCommented> comments() {
        return List.copyOf(comments);
    }

    public List<ApprovalEscalated> escalations() {
        return List.copyOf(escalations);
    }

    public List<ApprovalRequirementChanged> changes() {
        return List.copyOf(changes);
    }

    /** Names of the sets in which others count besides at this time. */
    public List<String> escalatedAt(Instant at) {
        return requirement().sets().stream()
                .filter(set -> escalatesAt(set).filter(due -> !at.isBefore(due)).isPresent())
                .map(ThresholdSet::name)
                .toList();
    }

    /** Names of the sets whose escalation is due and not on record. */
    List<String> unrecordedEscalations(Instant at) {
        return escalatedAt(at).stream()
                .filter(set ->
                        escalations.stream().noneMatch(event -> event.sets().contains(set)))
                .toList();
    }

    /** When the next escalation is due after this time. */
    Optional<Instant> nextEscalation(Instant at) {
        return requirement().sets().stream()
                .flatMap(set -> escalatesAt(set).stream())
                .filter(due -> due.isAfter(at))
                .min(Instant::compareTo);
    }

    /** When others count in this set besides; empty where nobody ever does. */
    public Optional<Instant> escalatesAt(ThresholdSet set) {
        Escalation escalation = set.escalation();
        return escalation == null
                ? Optional.empty()
                : Optional.of(request().occurredAt().plus(escalation.after()));
    }
}
