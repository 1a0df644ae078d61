package dev.syndicate.approval.console;

import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.approval.reading.Flag;
import dev.syndicate.approval.reading.Passage;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.reading.ReviewableView;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.contracts.action.ActionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a page shows of an action, worked out once: it may be long, and a page looks at it again and again.
 *
 * @param shown the digest of the view, and how long it is
 * @param tooLarge whether there is more than anybody can be said to have read
 * @param comparisons old and new text of each edit, where there is an edit; then they are not shown as passages too
 * @param passages the texts, without the parameters
 * @param tree all parameters, as the view ends with them
 * @param flags the first of the characters that are spelled out
 * @param canonical the whole canonical action; its beginning where it is too large
 * @param masked how many stretches of it policy masks
 */
public record Exact(
        ReviewedAction action,
        ReviewableView shown,
        boolean tooLarge,
        List<Comparison> comparisons,
        List<Passage> passages,
        JsonTree tree,
        List<Flag> flags,
        List<Piece> canonical,
        long masked) {

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

    static Exact of(ReviewedAction action, int limit) {
        boolean tooLarge = action.view().tooLargeToReview(limit);
        List<Passage> texts = action.texts(limit);
        return new Exact(
                action,
                action.reviewable(),
                tooLarge,
                tooLarge ? List.of() : action.comparisons(),
                texts.subList(0, texts.size() - 1),
                JsonTree.of(texts.getLast()),
                action.flags().stream().limit(FLAGS_LISTED).map(Flag::of).toList(),
                action.canonicalText(tooLarge ? CANONICAL_SHOWN : Integer.MAX_VALUE),
                action.masked());
    }

    /** That stretches are masked, for whoever reads them. */
    public String maskedText() {
        return "Policy masks %d %s of it, each drawn with its kind and length. The intent digest is over the unmasked bytes."
                .formatted(masked, masked == 1 ? "stretch" : "stretches");
    }

    /** For the browser's title bar, which shows no chips. */
    public String title() {
        return action.view().title().plain();
    }

    /** The title of the view, after "wants to". */
    public List<Piece> wish() {
        List<Piece> wish = new ArrayList<>(action.title());
        Piece first = wish.getFirst();
        wish.set(0, first.escaped() ? first : new Piece(lowerFirst(first.text()), ""));
        return wish;
    }

    public long added() {
        return comparisons.stream().mapToLong(Comparison::added).sum();
    }

    public long removed() {
        return comparisons.stream().mapToLong(Comparison::removed).sum();
    }

    /** Whether there are colours to turn off. */
    public boolean coloured() {
        return action.action().kind() == ActionKind.COMMAND && !passages.isEmpty();
    }

    /** Where the action holds commitments instead of values: JSON pointers, for the workspace's sensitive paths. */
    public List<String> withheld() {
        return action.action().commitments();
    }

    /** Rows of the view, bytes of the canonical action. */
    public String size() {
        return "%,d %s to read, %,d bytes, UTF-8"
                .formatted(
                        shown.lines(),
                        shown.lines() == 1 ? "line" : "lines",
                        action.action().bytes().length);
    }

    /** The facts of the view that say where it runs and on what. */
    public List<Fact> where() {
        return action.facts(PLACE, false).stream().map(Fact::of).toList();
    }

    /** All other facts of the view: nothing that the digest covers is left out. */
    public List<Fact> others() {
        return action.facts(PLACE, true).stream().map(Fact::of).toList();
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
