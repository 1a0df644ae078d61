package dev.syndicate.approval.console;

import dev.syndicate.approval.inbox.ApprovalView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what has ended.
 *
 * @param found how many there are on all pages
 * @param previous where the page in front is; absent on the first
 * @param next where the next page is; absent on the last
 */
public record History(
        List<Past> rows,
        long found,
        @Nullable String previous,
        @Nullable String next) {

    public History {
        rows = List.copyOf(rows);
    }

    /** @param more whether there is more in the direction in which the page was looked for */
    static History of(InboxFilters filters, List<ApprovalView> page, boolean more, long found, Moments moments) {
        boolean backwards = filters.before() != null;
        return new History(
                page.stream().flatMap(view -> Past.of(view, moments).stream()).toList(),
                found,
                (backwards ? more : filters.after() != null) ? previous(filters, page) : null,
                backwards || more ? next(filters, page) : null);
    }

    private static String previous(InboxFilters filters, List<ApprovalView> page) {
        return page.isEmpty()
                ? filters.here()
                : filters.before(page.getFirst().request().approval());
    }

    private static String next(InboxFilters filters, List<ApprovalView> page) {
        return page.isEmpty()
                ? filters.here()
                : filters.after(page.getLast().request().approval());
    }
}
