package dev.syndicate.approval.reading;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.List;
import java.util.Optional;

/**
 * What differs between two texts of however many lines. Finding that takes time in proportion to the lines and to what
 * differs: where both are many, nothing is found.
 */
final class BoundedDiff {

    /** Removed and added lines that may lie scattered over a long text; it takes memory in proportion to their square. */
    static final int MAX_EDITS = 1_000;

    private BoundedDiff() {}

    static Optional<Patch<String>> of(List<String> old, List<String> fresh) {
        int apart = old.size() + fresh.size() - 2 * common(old, fresh);
        if (apart <= Comparison.MAX_LINES) {
            return Optional.of(DiffUtils.diff(old, fresh, new MyersDiffWithLinearSpace<>()));
        }
        try {
            return Optional.of(DiffUtils.diff(old, fresh, new MyersDiff<>(), new Limit()));
        } catch (TooManyEditsException tooMany) {
            return Optional.empty();
        }
    }

    /** The lines that both begin with and that both end with. */
    private static int common(List<String> old, List<String> fresh) {
        int shortest = Math.min(old.size(), fresh.size());
        int head = 0;
        while (head < shortest && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shortest - head && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        return head + tail;
    }

    /** Told of each further edit, it ends the search after so many: the library has no other bound. */
    private static final class Limit implements DiffAlgorithmListener {

        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int edits, int most) {
            if (edits > MAX_EDITS) {
                throw new TooManyEditsException();
            }
        }

        @Override
        public void diffEnd() {}
    }

    private static final class TooManyEditsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyEditsException() {
            super("More than %d edits".formatted(MAX_EDITS), null, false, false);
        }
    }
}
