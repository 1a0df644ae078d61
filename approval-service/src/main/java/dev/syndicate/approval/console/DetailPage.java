package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.approval.reading.Flag;
import dev.syndicate.approval.reading.Passage;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request as one person sees it.
 *
 * @param vote the id that the form sends
 * @param own names of the sets in which the viewer counts
 * @param approveObjection why the viewer cannot approve; absent when they can
 * @param denyObjection why the viewer cannot vote at all; absent when they can
 */
public record DetailPage(
        ApprovalView view,
        ReviewedAction action,
        Person viewer,
        VoteId vote,
        List<String> own,
        @Nullable String approveObjection,
        @Nullable String denyObjection,
        Moments moments) {

    private static final int DIGITS_NAMED = 8;
    private static final int GROUP = 8;
    private static final int FLAGS_LISTED = 50;
    private static final int CANONICAL_SHOWN = 20_000;

    private static final List<String> PLACE = List.of(
            "Target",
            "Working directory",
            "Workspace root",
            "Repository",
            "Branch",
            "Commit",
            "Uncommitted changes",
            "Operand",
            "Operand content");

    public DetailPage {
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

    public String agent() {
        return Wording.product(request().agent().product());
    }

    /** For the browser's title bar, which shows no chips. */
    public String title() {
        return action.view().title().plain();
    }

    /** The title of the view, after "wants to". */
    public List<Piece> wish() {
        List<Piece> title = action.title();
        Piece first = title.getFirst();
        List<Piece> wish = new ArrayList<>(title);
        wish.set(0, first.escaped() ? first : new Piece(lowerFirst(first.text()), ""));
        return wish;
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

    /** Old and new text of each edit, where there is an edit; then they are not shown as passages too. */
    public List<Comparison> comparisons() {
        return tooLarge() ? List.of() : action.comparisons();
    }

    public long added() {
        return comparisons().stream().mapToLong(Comparison::added).sum();
    }

    public long removed() {
        return comparisons().stream().mapToLong(Comparison::removed).sum();
    }

    /** Whether there are colours to turn off. */
    public boolean coloured() {
        return request().summary().kind() == ActionKind.COMMAND && !passages().isEmpty();
    }

    /** All parameters, as the view ends with them. */
    public Passage parameters() {
        return action.parameters(view.requirement().reviewLineLimit());
    }

    /** Under what a draft is kept for the same bytes in the same session. */
    public String draftKey() {
        return request().session() + " " + request().intentDigest().hex();
    }

    public List<Passage> passages() {
        return action.passages(view.requirement().reviewLineLimit());
    }

    /** The first of the flagged characters. */
    public List<Flag> flags() {
        return action.flags().stream().limit(FLAGS_LISTED).map(Flag::of).toList();
    }

    public long flagged() {
        return view.synopsis().flagged();
    }

    /** Where the action holds commitments instead of values: JSON pointers, for the workspace's sensitive paths. */
    public List<String> withheld() {
        return action.action().commitments();
    }

    /** Whether there is more than anybody can be said to have read. */
    public boolean tooLarge() {
        return action.view().tooLargeToReview(view.requirement().reviewLineLimit());
    }

    public List<Piece> canonical() {
        return action.canonicalText(tooLarge() ? CANONICAL_SHOWN : Integer.MAX_VALUE);
    }

    /** Rows of the view, bytes of the canonical action. */
    public String size() {
        long lines = action.reviewable().lines();
        return "%,d %s to read, %,d bytes, UTF-8"
                .formatted(
                        lines,
                        lines == 1 ? "line" : "lines",
                        request().content().size());
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

    public ViewDigest viewDigest() {
        return action.reviewable().digest();
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

    /** The facts of the view that say where it runs and on what. */
    public List<Fact> where() {
        return action.facts(PLACE, false).stream().map(Fact::of).toList();
    }

    /** All other facts of the view: nothing that the digest covers is left out. */
    public List<Fact> others() {
        return action.facts(PLACE, true).stream().map(Fact::of).toList();
    }

    public Moments.Countdown left() {
        return moments.countdown(request().occurredAt(), view.history().expiresAt());
    }

    public List<SetProgress> sets() {
        return view.requirement().sets().stream()
                .map(set -> SetProgress.of(set, view, own.contains(set.name()), this))
                .toList();
    }

    public List<Remark> comments() {
        return view.votes().stream()
                .flatMap(vote -> Remark.commentOf(vote, moments).stream())
                .toList();
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
        return switch (state()) {
            case OPEN -> "Open";
            case GRANTED -> "This request was approved";
            case DENIED -> "This request was denied";
            case EXPIRED -> "This request has expired";
            case WITHDRAWN -> "This request was withdrawn";
            case AMENDED -> "This request was amended";
            case SUPERSEDED -> "Policy ended this request";
        };
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

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
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
