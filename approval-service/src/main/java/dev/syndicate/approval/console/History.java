package dev.syndicate.approval.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what has ended.
 *
 * @param found how many there are on all pages
 * @param next where the next page is; absent on the last
 */
public record History(List<Past> rows, long found, @Nullable String next) {

    public History {
        rows = List.copyOf(rows);
    }
}
