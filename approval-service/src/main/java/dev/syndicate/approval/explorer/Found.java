package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records.
 *
 * @param next behind which record the next page begins; absent at the end
 * @param size how many records the chain had
 */
public record Found(List<RecordRow> rows, @Nullable Long next, long size) {

    static final Found NONE = new Found(List.of(), null, 0);

    static Found of(JsonObject page, Moments moments) {
        Facts facts = new Facts(page);
        return new Found(
                facts.objects("records").stream()
                        .map(record -> RecordRow.of(record.json(), moments))
                        .toList(),
                facts.number("next").orElse(null),
                facts.number("size").orElse(0L));
    }
}
