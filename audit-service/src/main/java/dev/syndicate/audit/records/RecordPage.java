package dev.syndicate.audit.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param next ask with this as {@code after} (ascending) or {@code before} (descending) for what follows; absent at the
 *     end. A page may have fewer records than were asked for, or none, and a next one: what matches is looked for along
 *     the chain for a bounded time
 * @param size how many records the chain had. Reading is recorded too: asking all later pages with this as {@code before}
 *     reads what was there, and not the own reading
 */
record RecordPage(List<RecordView> records, @Nullable Long next, long size) {}
