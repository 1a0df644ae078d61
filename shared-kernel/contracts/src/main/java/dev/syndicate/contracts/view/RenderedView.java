package dev.syndicate.contracts.view;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a reviewer is shown of an action, as {@code view/v1}, or as {@code view/v2} where policy lets secrets be masked: a title, facts, texts such as the command, and always all
 * parameters. It depends on the action's intent (and the caller's own facts) alone, holds everything whole, and shows
 * whatever could deceive an eye by its number. Rendering takes time in proportion to the action; the canonical bytes are
 * made only when asked for. The authority is docs/spec/view.md.
 */
public final class RenderedView {

    /** The schema where policy lets nothing be masked. */
    public static final String SCHEMA = "view/v1";

    /** The schema where it does, whether or not anything is. */
    public static final String MASKED_SCHEMA = "view/v2";

    private final IntentDigest intentDigest;
    private final ViewLine title;
    private final List<ViewFact> facts;
    private final List<ViewSection> sections;
    private final long lineCount;
    private final boolean masked;

    private RenderedView(CanonicalAction action, List<ViewFact> more, Masks masks) {
        ParameterTexts texts = new ParameterTexts(action.kind(), action.parameters(), masks);
        List<PrettyJson.Line> parameters = PrettyJson.lines(action.parameters(), texts::isShown, masks);
        List<ViewLine> parameterLines =
                parameters.stream().map(PrettyJson.Line::line).toList();
        this.intentDigest = action.intentDigest();
        this.title = ActionLayout.title(action, masks);
        this.facts = concat(ActionLayout.facts(action, masks), more);
        this.sections = concat(texts.sections(), List.of(new ViewSection("Parameters", parameterLines)));
        this.lineCount = title.rows() + rowsOfFacts() + rowsOf(texts.sections()) + rowsOfParameters(parameters);
        this.masked = !masks.isNone();
    }

    /** What is shown of this action. */
    public static RenderedView of(CanonicalAction action) {
        return of(action, List.of());
    }

    /** What is shown of this action, with facts of the caller's own after those of the action. */
    public static RenderedView of(CanonicalAction action, List<ViewFact> more) {
        return of(action, more, Masks.NONE);
    }

    /** What is shown of this action where known secrets are masked. */
    public static RenderedView of(CanonicalAction action, Masks masks) {
        return of(action, List.of(), masks);
    }

    /** The same, with facts of the caller's own, which the caller has masked alike. */
    public static RenderedView of(CanonicalAction action, List<ViewFact> more, Masks masks) {
        return new RenderedView(action, more, masks.remembering());
    }

    /** {@code view/v1} or {@code view/v2}. */
    public String schema() {
        return masked ? MASKED_SCHEMA : SCHEMA;
    }

    /** Whether policy lets secrets be masked in it. */
    public boolean isMasked() {
        return masked;
    }

    /** How many masks are drawn; a text that the parameters repeat counts there again. */
    public long maskCount() {
        return allLines().mapToLong(ViewLine::masks).sum();
    }

    /** The intent that is shown. */
    public IntentDigest intentDigest() {
        return intentDigest;
    }

    /** What the action is, in one line. */
    public ViewLine title() {
        return title;
    }

    /** The facts, in order; a label may occur several times. */
    public List<ViewFact> facts() {
        return facts;
    }

    /** Texts such as the command, then the parameters, always and in full. */
    public List<ViewSection> sections() {
        return sections;
    }

    /** How many rows of {@value ViewLine#ROW_WIDTH} characters there are to read; a repeated text counts once. */
    public long lineCount() {
        return lineCount;
    }

    /** Whether there is more to read than this many rows: then nobody may approve it. */
    public boolean tooLargeToReview(long limit) {
        return lineCount > limit;
    }

    /** How many characters are shown by their number. */
    public long escapeCount() {
        return allLines().mapToLong(ViewLine::escapes).sum();
    }

    /** The characters shown by their number, and where: sections and their lines in order, columns in code points. */
    public List<ViewFlag> flags() {
        return ViewFlag.in(this);
    }

    /** The canonical bytes. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTo(bytes);
        return bytes.toByteArray();
    }

    /** The digest of exactly this; every vote carries it. */
    public ViewDigest viewDigest() {
        return new ViewDigest(Digest.of(masked ? ViewDigest.MASKED_TAG : ViewDigest.TAG, this::writeTo));
    }

    /** Writes the canonical bytes without holding them. */
    public void writeTo(OutputStream out) {
        try {
            new ViewWriter(out).write(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<ViewLine> allLines() {
        return Stream.of(
                        Stream.of(title),
                        facts.stream().map(ViewFact::value),
                        sections.stream().flatMap(section -> section.lines().stream()))
                .flatMap(lines -> lines);
    }

    private long rowsOfFacts() {
        return facts.stream().mapToLong(fact -> fact.value().rows()).sum();
    }

    private static long rowsOf(List<ViewSection> sections) {
        return sections.stream()
                .flatMap(section -> section.lines().stream())
                .mapToLong(ViewLine::rows)
                .sum();
    }

    private static long rowsOfParameters(List<PrettyJson.Line> lines) {
        return lines.stream()
                .mapToLong(line -> line.repeats() ? 1 : line.line().rows())
                .sum();
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
