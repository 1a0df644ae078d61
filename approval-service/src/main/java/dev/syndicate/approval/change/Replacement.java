package dev.syndicate.approval.change;

import java.util.List;

/**
 * Replaces a text that occurs exactly so often, or, where all of them are meant, at least once. Nothing is matched loosely:
 * what a tool makes of a text that is nearly there, nobody can say.
 *
 * @param times how often; 0 for all of them
 */
record Replacement(String old, String fresh, int times) implements Rewrite {

    /** A longer text is not made: a short text that is replaced by a long one everywhere can be as long as one likes. */
    static final int MAX_LENGTH = 4 * 1024 * 1024;

    @Override
    public Rewritten of(String before) {
        if (old.isEmpty()) {
            return before.isEmpty()
                    ? new Rewritten.Text(fresh)
                    : new Rewritten.Impossible("The old text is empty, and the file is not.");
        }
        List<Integer> places = Occurrences.of(old, before);
        if (places.isEmpty()) {
            return new Rewritten.Impossible("The old text is not in the file.");
        }
        if (times > 0 && places.size() != times) {
            return new Rewritten.Impossible("The old text is in the file %,d times; %,d %s meant to be replaced."
                    .formatted(places.size(), times, times == 1 ? "is" : "are"));
        }
        return before.length() + (long) places.size() * (fresh.length() - old.length()) > MAX_LENGTH
                ? new Rewritten.Impossible("The file would become too long to be shown.")
                : new Rewritten.Text(replaced(before, places));
    }

    private String replaced(String before, List<Integer> places) {
        StringBuilder after = new StringBuilder();
        int from = 0;
        for (int place : places) {
            after.append(before, from, place).append(fresh);
            from = place + old.length();
        }
        return after.append(before, from, before.length()).toString();
    }
}
