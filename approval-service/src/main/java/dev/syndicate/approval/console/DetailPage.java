package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request as one person sees it.
 *
 * @param vote the id that the form sends
 * @param speakers in whose name the viewer may vote; empty where they may not
 * @param own names of the sets in which the viewer counts
 * @param approveObjection why the viewer cannot approve; absent when they can
 * @param denyObjection why the viewer cannot vote at all; absent when they can
 */
public record DetailPage(
        ApprovalView view,
        Exact exact,
        Person viewer,
        VoteId vote,
        List<Speaker> speakers,
        List<String> own,
        @Nullable String approveObjection,
        @Nullable String denyObjection,
        Moments moments) {

    private static final int DIGITS_NAMED = 8;
    private static final int GROUP = 8;

    public DetailPage {
        speakers = List.copyOf(speakers);
        own = List.copyOf(own);
    }

    public ApprovalRequested request() {
        return view.request();
    }

    public ApprovalState state() {
        return view.state();
    }

    public boolean open() {
        return state() == ApprovalState.OPEN;
    }

    public boolean mayApprove() {
        return open() && approveObjection == null;
    }

    public boolean mayDeny() {
        return open() && denyObjection == null;
    }

    /** Whoever may deny may amend, in their own name; what is not shown, nobody can change. */
    public boolean mayAmend() {
        return mayDeny()
                && speakers.stream().anyMatch(speaker -> speaker.delegation().isEmpty())
                && exact.withheld().isEmpty()
                && exact.masked() == 0
                && !exact.tooLarge();
    }

    public String agent() {
        return Wording.product(request().agent().product());
    }

    public String rawTool() {
        return Escapes.masked(request().summary().rawTool(), request().masks());
    }

    public String subject() {
        return Wording.subject(request().summary().kind());
    }

    public String whyTitle() {
        if (!open()) {
            return "Why people were asked";
        }
        return own.isEmpty() ? "Why people are asked" : "Why you are asked";
    }

    /** Under what a draft is kept for the same bytes in the same session. */
    public String draftKey() {
        return request().session() + " " + request().intentDigest().hex();
    }

    public long flagged() {
        return view.synopsis().flagged();
    }

    /** The digits that the button names. */
    public String digestHead() {
        return request().intentDigest().hex().substring(0, DIGITS_NAMED);
    }

    /** The other digits, in groups. */
    public String digestTail() {
        return request()
                .intentDigest()
                .hex()
                .substring(DIGITS_NAMED)
                .replaceAll("(.{%d})(?=.)".formatted(GROUP), "$1 ");
    }

    /** {@code v41:9f3c1d07}: the counter and the first digits of the bundle's digest. */
    public String policy() {
        PolicyVersion version = request().decision().policyVersion();
        return version == null
                ? "none"
                : "v%d:%s".formatted(version.counter(), version.bundle().hex().substring(0, DIGITS_NAMED));
    }

    public String enforcement() {
        return Wording.enforcement(request().enforcementTier());
    }

    public String caveat() {
        return Wording.caveat(request().enforcementTier());
    }

    public Moments.Countdown left() {
        return moments.countdown(request().occurredAt(), view.history().expiresAt());
    }

    public List<SetProgress> sets() {
        return view.requirement().sets().stream()
                .map(set -> SetProgress.of(set, view, own.contains(set.name()), this))
                .toList();
    }

    /** What was said, with votes and beside them, the earliest first. */
    public List<Remark> comments() {
        return Remark.of(view, moments);
    }

    /** The rounds whose votes no longer count. */
    public List<EarlierRound> earlierRounds() {
        return EarlierRound.of(view, viewer, moments);
    }

    public List<Attempt> attempts() {
        return view.refusedVotes().stream()
                .map(refused -> Attempt.of(refused, moments))
                .toList();
    }

    public Outcome outcome() {
        return Outcome.of(state());
    }

    public String endTitle() {
        return Endings.title(state());
    }

    public String endText() {
        return Endings.text(view, moments);
    }

    public String consequenceHead() {
        return Consequences.head(view, own);
    }

    public String consequence() {
        return Consequences.text(view, own, mayApprove());
    }

    /** What the phone says above its buttons. */
    public String dockText() {
        return mayApprove() ? Consequences.progress(view, own) : String.valueOf(approveObjection);
    }

    VoteLine line(VoteCast vote) {
        return VoteLine.of(vote, viewer, moments);
    }

    /** One set with its votes. */
    public record SetProgress(Queue.Seats seats, String membership, List<VoteLine> votes) {

        static SetProgress of(ThresholdSet set, ApprovalView view, boolean member, DetailPage page) {
            return new SetProgress(
                    Queue.Seats.of(set, view),
                    Consequences.membership(set, member, page.open()),
                    view.votes().stream()
                            .filter(vote -> vote.sets().contains(set.name()))
                            .map(page::line)
                            .toList());
        }
    }
}
