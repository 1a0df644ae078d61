package dev.syndicate.approval.change;

import java.util.ArrayList;
import java.util.List;

/**
 * The changes to one file in a patch of Codex: the lines of each are looked for behind those of the one before. The file ends
 * with a line feed afterwards, as the tool has it. Codex also takes lines that differ in white space; here that does not fit.
 */
final class FilePatch implements Rewrite {

    private final List<Hunk> hunks = new ArrayList<>();

    /**
     * Lines that are replaced by others.
     *
     * @param below a line that they come after; empty where none is named
     */
    private record Hunk(String below, List<String> old, List<String> fresh) {}

    /** Lines that stand in the file, as a tool rewrites them one hunk after the other. */
    private static final class Lines {

        /** Lines that are compared at most: both texts come from coding tools. */
        private static final int MOST = 5_000_000;

        private final List<String> before;
        private final List<String> after = new ArrayList<>();
        private int at;
        private int taken;
        private int compared;

        Lines(List<String> before) {
            this.before = before;
        }

        /** The indentation of such a line is often left out. */
        boolean skipPast(String line) {
            int exact = find(List.of(line));
            int found = exact < 0 ? findStripped(line.strip()) : exact;
            at = found < 0 ? at : found + 1;
            return found >= 0;
        }

        private int findStripped(String line) {
            for (int i = at; i < before.size() && !isExhausted(); i++) {
                compared++;
                if (before.get(i).strip().equals(line)) {
                    return i;
                }
            }
            return -1;
        }

        boolean replace(Hunk hunk) {
            int found = hunk.old().isEmpty() ? before.size() : find(hunk.old());
            if (found < taken) {
                return false;
            }
            after.addAll(before.subList(taken, found));
            after.addAll(hunk.fresh());
            taken = found + hunk.old().size();
            at = taken;
            return true;
        }

        private int find(List<String> lines) {
            for (int i = at; i + lines.size() <= before.size() && !isExhausted(); i++) {
                if (standAt(i, lines)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean standAt(int place, List<String> lines) {
            for (int i = 0; i < lines.size(); i++) {
                compared++;
                if (isExhausted() || !before.get(place + i).equals(lines.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Whether the search was given up, so that what was not found may stand there all the same. */
        boolean isExhausted() {
            return compared >= MOST;
        }

        String text() {
            after.addAll(before.subList(taken, before.size()));
            return after.isEmpty() ? "" : String.join("\n", after) + "\n";
        }
    }

    /** Begins the next hunk, below this line. */
    void begin(String below) {
        hunks.add(new Hunk(below, new ArrayList<>(), new ArrayList<>()));
    }

    /** A line of the patch, with its sign; an empty one stands for an empty line that stays. */
    void line(String line) {
        if (hunks.isEmpty()) {
            begin("");
        }
        Hunk hunk = hunks.getLast();
        String text = line.isEmpty() ? "" : line.substring(1);
        if (!line.startsWith("+")) {
            hunk.old().add(text);
        }
        if (!line.startsWith("-")) {
            hunk.fresh().add(text);
        }
    }

    @Override
    public Rewritten of(String before) {
        List<String> lines = new ArrayList<>(List.of(before.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        Lines file = new Lines(lines);
        for (int i = 0; i < hunks.size(); i++) {
            Hunk hunk = hunks.get(i);
            if (!hunk.below().isEmpty() && !file.skipPast(hunk.below()) || !file.replace(hunk)) {
                return new Rewritten.Impossible((file.isExhausted()
                                ? "Part %d of the patch could not be placed: too many lines are alike."
                                : "Part %d of the patch is not in the file as it is stated.")
                        .formatted(i + 1));
            }
        }
        return new Rewritten.Text(file.text());
    }
}
