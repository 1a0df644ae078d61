package dev.syndicate.approval.reading;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.RenderedView;
import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewFlag;
import dev.syndicate.contracts.view.ViewLine;
import dev.syndicate.contracts.view.ViewSection;
import dev.syndicate.contracts.view.ViewSegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The exact bytes of an action together with what reviewers are shown of them.
 *
 * @param masks what policy lets be masked in all that is shown
 */
public record ReviewedAction(CanonicalAction action, RenderedView view, Masks masks) {

    /** What stands for a mask where a text is only measured: a letter, so that it is part of its word. */
    static final String MASKED = "x";

    private static final int HEADLINE = 200;
    private static final String PARAMETERS = "Parameters";

    static ReviewedAction of(CanonicalAction action, Masks masks) {
        Masks searching = masks.remembering();
        return new ReviewedAction(action, RenderedView.of(action, searching), searching);
    }

    /** What a vote is compared with. */
    public ReviewableView reviewable() {
        return new ReviewableView(view.viewDigest(), view.lineCount());
    }

    /** The title of the view. */
    public List<Piece> title() {
        return Escapes.pieces(view.title());
    }

    /**
     * The texts of the view, all parameters as JSON over several lines the last of them. They are whole, unless there is
     * more to read than the limit: then nobody may approve, and the page shows the beginning.
     */
    public List<Passage> texts(long limit) {
        long left = view.tooLargeToReview(limit) ? limit : Long.MAX_VALUE;
        List<Passage> passages = new ArrayList<>();
        for (ViewSection section : view.sections()) {
            Passage passage = passage(section, left);
            passages.add(passage);
            left -= Math.min(left, rows(section));
        }
        return passages;
    }

    /** Old and new text of each edit, compared; empty where nothing is edited, or there is too much to compare. */
    public List<Comparison> comparisons() {
        List<Comparison> comparisons = new ArrayList<>();
        List<ViewSection> sections = view.sections();
        for (int i = 0; i + 1 < sections.size(); i++) {
            String title = sections.get(i).heading();
            if (title.toLowerCase(Locale.ROOT).endsWith("old text") && isNewText(sections.get(i + 1))) {
                String edit = title.contains(":") ? title.substring(0, title.indexOf(':')) : "";
                Optional<Comparison> comparison = Comparison.of(edit, sections.get(i), sections.get(i + 1));
                if (comparison.isEmpty()) {
                    return List.of();
                }
                comparison.ifPresent(comparisons::add);
            }
        }
        return comparisons;
    }

    /** What another action shows otherwise, text by text; empty where there is too much to compare. */
    public Optional<List<Comparison>> differences(ReviewedAction other) {
        Map<String, ViewSection> before = byHeading(view);
        Map<String, ViewSection> after = byHeading(other.view);
        Set<String> headings = new LinkedHashSet<>(before.keySet());
        headings.addAll(after.keySet());
        List<Comparison> differences = new ArrayList<>();
        for (String heading : headings) {
            ViewSection old = before.getOrDefault(heading, new ViewSection(heading, List.of()));
            ViewSection fresh = after.getOrDefault(heading, new ViewSection(heading, List.of()));
            if (!old.equals(fresh)) {
                Optional<Comparison> comparison = Comparison.of(heading, old, fresh);
                if (comparison.isEmpty()) {
                    return Optional.empty();
                }
                differences.add(comparison.get());
            }
        }
        return Optional.of(differences);
    }

    /** A heading that occurs again belongs to a parameter that the parameters repeat: it is compared there. */
    private static Map<String, ViewSection> byHeading(RenderedView view) {
        Map<String, ViewSection> sections = new LinkedHashMap<>();
        view.sections().forEach(section -> sections.putIfAbsent(section.heading(), section));
        return sections;
    }

    /**
     * All parameters as JSON to edit. What the view spells out is an escape of JSON here: the text stands for exactly the
     * parameters, and nothing in it hides.
     */
    public String editableParameters() {
        StringBuilder text = new StringBuilder();
        view.sections().getLast().lines().forEach(line -> {
            text.append(text.isEmpty() ? "" : "\n");
            line.segments().forEach(segment -> {
                switch (segment) {
                    case ViewSegment.Text part -> text.append(part.value());
                    case ViewSegment.Escape escape -> appendEscaped(text, escape.codePoint());
                    case ViewSegment.Mask _ -> throw new IllegalStateException("What is masked is not edited");
                }
            });
        });
        return text.toString();
    }

    private static void appendEscaped(StringBuilder text, int codePoint) {
        for (char unit : Character.toChars(codePoint)) {
            text.append("\\u%04x".formatted((int) unit));
        }
    }

    private static boolean isNewText(ViewSection section) {
        return section.heading().toLowerCase(Locale.ROOT).endsWith("new text");
    }

    /** The facts of the view with these labels, or with all others. */
    public List<ViewFact> facts(List<String> labels, boolean others) {
        return view.facts().stream()
                .filter(fact -> labels.contains(fact.label()) != others)
                .toList();
    }

    /**
     * The characters that are spelled out, each once: the parameters repeat the texts above them, so of theirs only
     * those count that no text holds.
     */
    public List<ViewFlag> flags() {
        Map<Integer, Integer> seen = new HashMap<>();
        List<ViewFlag> flags = new ArrayList<>();
        for (ViewFlag flag : view.flags()) {
            boolean repeated = flag.heading().equals(PARAMETERS)
                    && seen.merge(flag.escape().codePoint(), -1, Integer::sum) >= 0;
            if (!flag.heading().equals(PARAMETERS)) {
                seen.merge(flag.escape().codePoint(), 1, Integer::sum);
            }
            if (!repeated) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** The canonical bytes as one line of text, hidden characters spelled out, secrets masked; at most so many characters. */
    public List<Piece> canonicalText(int characters) {
        return masks.isNone()
                ? Escapes.pieces(Escapes.cut(new String(action.bytes(), StandardCharsets.UTF_8), characters))
                : Escapes.beginning(Escapes.pieces(masks.line("", action.json())), characters);
    }

    /** How many stretches of the canonical bytes are masked: each once, however often the view shows it. */
    public long masked() {
        return masks.isNone() ? 0 : masks.line("", action.json()).masks();
    }

    /** One line that says what would happen: a command's first line, a file's path; lists may cut it. */
    public List<Piece> headline() {
        return Escapes.beginning(Escapes.pieces(Headline.of(this)), HEADLINE);
    }

    private Passage passage(ViewSection section, long limit) {
        List<ViewLine> lines = new ArrayList<>();
        long left = limit;
        for (ViewLine line : section.lines()) {
            if (line.rows() > left) {
                break;
            }
            lines.add(line);
            left -= line.rows();
        }
        return new Passage(
                section.heading(),
                Colouring.coloured(lines, marks(section.heading(), lines)),
                section.lines().size() - lines.size());
    }

    private List<Mark> marks(String heading, List<ViewLine> lines) {
        return switch (heading) {
            case "Command", "Script" -> action.kind() == ActionKind.COMMAND ? ShellMarks.of(text(lines)) : List.of();
            case PARAMETERS -> JsonMarks.of(text(lines));
            default -> List.of();
        };
    }

    /** The lines' own characters: an escape stands for the one that it names, a mask for one letter. */
    static String text(List<ViewLine> lines) {
        StringBuilder text = new StringBuilder();
        for (ViewLine line : lines) {
            line.segments().forEach(segment -> {
                switch (segment) {
                    case ViewSegment.Text part -> text.append(part.value());
                    case ViewSegment.Escape escape -> text.appendCodePoint(escape.codePoint());
                    case ViewSegment.Mask _ -> text.append(MASKED);
                }
            });
            text.append('\n');
        }
        return text.toString();
    }

    private static long rows(ViewSection section) {
        return section.lines().stream().mapToLong(ViewLine::rows).sum();
    }
}
