package dev.syndicate.cli.audit;

import java.util.ArrayList;
import java.util.List;

/** Records that follow each other, the first and the last one among them. */
record RecordRange(long first, long last) {

    /** What is left of it without these, ascending. */
    List<RecordRange> without(List<PrunedRange> missing) {
        List<RecordRange> left = new ArrayList<>();
        long next = first;
        for (PrunedRange gap : missing) {
            if (next < gap.first()) {
                left.add(new RecordRange(next, Math.min(last, gap.first() - 1)));
            }
            next = Math.max(next, gap.last() + 1);
        }
        if (next <= last) {
            left.add(new RecordRange(next, last));
        }
        return left;
    }

    @Override
    public String toString() {
        return first + " to " + last;
    }
}
