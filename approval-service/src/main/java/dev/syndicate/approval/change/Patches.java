package dev.syndicate.approval.change;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Reads patches in the form of Codex's {@code apply_patch}: what becomes of each file that one names. */
final class Patches {

    private static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String ADD = "*** Add File: ";
    private static final String UPDATE = "*** Update File: ";
    private static final String DELETE = "*** Delete File: ";

    private final Map<String, Rewrite> files = new LinkedHashMap<>();
    private FilePatch update = new FilePatch();
    private StringBuilder added = new StringBuilder();
    private boolean adds;

    private Patches() {}

    static boolean isPatch(String text) {
        return text.contains(BEGIN);
    }

    /** The changes by the paths that they name, in the patch's order. */
    static Map<String, Rewrite> read(String text) {
        Patches patches = new Patches();
        Stream.of(text.split("\n"))
                .dropWhile(line -> !line.startsWith(BEGIN))
                .takeWhile(line -> !line.startsWith(END))
                .forEach(patches::line);
        return patches.files;
    }

    private void line(String line) {
        if (line.startsWith(ADD)) {
            StringBuilder content = new StringBuilder();
            added = content;
            begin(line.substring(ADD.length()), true, _ -> new Rewritten.Text(content.toString()));
        } else if (line.startsWith(UPDATE)) {
            update = new FilePatch();
            begin(line.substring(UPDATE.length()), false, update);
        } else if (line.startsWith(DELETE)) {
            update = new FilePatch();
            begin(line.substring(DELETE.length()), false, _ -> new Rewritten.Text(""));
        } else if (!line.startsWith("*** ")) {
            content(line);
        }
    }

    private void begin(String path, boolean isAdded, Rewrite rewrite) {
        adds = isAdded;
        files.merge(
                path.strip(),
                rewrite,
                (first, then) -> before -> first.of(before).then(then::of));
    }

    private void content(String line) {
        if (adds) {
            added.append(line.startsWith("+") ? line.substring(1) : line).append('\n');
        } else if (line.startsWith("@@")) {
            update.begin(line.startsWith("@@ ") ? line.substring(3) : "");
        } else {
            update.line(line);
        }
    }
}
