package dev.syndicate.cli.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Our part of a TOML file, between two marks. Keys of the whole file have to stand before its first table and tables after
 * them, so it is a block at the top and one at the end; whatever lies between is somebody else's and stays as it is.
 */
final class TomlBlocks {

    private static final String BEGIN = "# >>> syndicate connect: ours, written anew each time >>>";
    private static final String END = "# <<< syndicate connect <<<";
    private static final Pattern OURS =
            Pattern.compile("(?m)^" + Pattern.quote(BEGIN) + "\\R(?:.*\\R)*?" + Pattern.quote(END) + "(?:\\R|\\z)\\n?");

    private TomlBlocks() {}

    /** The content without our blocks. */
    static String without(String content) {
        return OURS.matcher(content).replaceAll("");
    }

    /**
     * The content with our blocks. Throws {@link NotOursException} where the rest already says one of these things.
     *
     * @param said expressions for lines that somebody else must not have
     */
    static String with(Path file, String content, String top, String tables, List<String> said) {
        String rest = without(content);
        for (String line : said) {
            if (Pattern.compile(line, Pattern.MULTILINE).matcher(rest).find()) {
                throw new NotOursException(
                        "%s already has a line like '%s'; it is left as it is. Take that out, or add by hand:%n%s%n%s"
                                .formatted(file, line, top, tables));
            }
        }
        String above = top.isEmpty() ? "" : block(top) + "\n";
        String below = tables.isEmpty() ? "" : block(tables);
        String gap = rest.isBlank() || rest.endsWith("\n\n") ? "" : rest.endsWith("\n") ? "\n" : "\n\n";
        return above + rest + gap + below;
    }

    private static String block(String lines) {
        return BEGIN + "\n" + lines + (lines.endsWith("\n") ? "" : "\n") + END + "\n";
    }
}
