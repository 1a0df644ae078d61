package dev.syndicate.audit.records;

import dev.syndicate.audit.reading.Question;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of the answer is asked for. Records never move and new ones only come behind the last, so a page stays
 * what it was however the chain grows.
 *
 * @param order {@code asc}, the oldest first, or {@code desc}
 * @param after only records behind this sequence
 * @param before only records in front of this sequence
 */
@Schema(hidden = true)
record Page(
        @Nullable String order,
        @Nullable Long after,
        @Nullable Long before,
        @Nullable Integer limit) {

    private static final int MOST = 500;
    private static final int USUAL = 100;

    Page {
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'order' is asc or desc");
        }
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'limit' is 1 to " + MOST);
        }
    }

    boolean descending() {
        return "desc".equals(order);
    }

    long lower() {
        return after == null ? -1 : after;
    }

    long upper() {
        return before == null ? Long.MAX_VALUE : before;
    }

    int size() {
        return limit == null ? USUAL : limit;
    }

    /** What to ask with for the page behind this one; absent at the end. */
    @Nullable
    Long next(int found, long last) {
        return found < size() ? null : Long.valueOf(last);
    }

    Question asked(Question question) {
        return question.with("order", order)
                .with("after", after)
                .with("before", before)
                .with("limit", limit);
    }
}
