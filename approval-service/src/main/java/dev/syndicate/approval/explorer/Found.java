package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param preceding where the page in front is; absent on the first
 * @param following where the page behind is; absent on the last
 * @param further where to look on in the same direction; absent where everything was looked at
 * @param size how many records the chain had
 */
public record Found(
        List<RecordRow> rows,
        @Nullable String preceding,
        @Nullable String following,
        @Nullable String further,
        long size) {

    static final Found NONE = new Found(List.of(), null, null, null, 0);

    static Found of(JsonObject page, RecordSearch search, Moments moments) {
        Facts facts = new Facts(page);
        List<RecordRow> rows = facts.objects("records").stream()
                .map(record -> RecordRow.of(record.json(), moments))
                .toList();
        Long next = facts.number("next").orElse(null);
        long size = facts.number("size").orElse(0L);
        return search.backwards() ? inFront(rows.reversed(), next, search, size) : behind(rows, next, search, size);
    }

    /** Whether there is nothing in front of where it was looked from. */
    boolean isBeforeTheFirst(RecordSearch search) {
        return search.backwards() && rows.isEmpty() && further == null;
    }

    private static Found behind(List<RecordRow> rows, @Nullable Long next, RecordSearch search, long size) {
        String following = next == null ? null : search.following(next);
        long first = rows.isEmpty() ? search.edge() : rows.getFirst().sequence();
        return new Found(rows, search.first() ? null : search.preceding(first), following, following, size);
    }

    private static Found inFront(List<RecordRow> rows, @Nullable Long next, RecordSearch search, long size) {
        boolean fromZero = !rows.isEmpty() && rows.getFirst().sequence() == 0;
        String preceding = next == null || fromZero ? null : search.preceding(next);
        long last = rows.isEmpty() ? search.edge() : rows.getLast().sequence();
        return new Found(rows, preceding, search.following(last), preceding, size);
    }
}
