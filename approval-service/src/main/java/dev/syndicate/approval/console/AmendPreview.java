package dev.syndicate.approval.console;

import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.reading.ReviewedAction;
import dev.syndicate.contracts.digest.IntentDigest;
import java.util.List;

/**
 * What would come of an amendment, beside what was asked for.
 *
 * @param wish the title of the new action
 * @param where on what it would run
 */
public record AmendPreview(
        List<Comparison> differences, List<Piece> wish, List<Fact> where, IntentDigest before, IntentDigest after) {

    public AmendPreview {
        differences = List.copyOf(differences);
        where = List.copyOf(where);
    }

    static AmendPreview of(List<Comparison> differences, Exact before, ReviewedAction amended, int limit) {
        Exact after = Exact.of(amended, limit);
        return new AmendPreview(
                differences,
                after.wish(),
                after.where(),
                before.action().action().intentDigest(),
                amended.action().intentDigest());
    }

    public long added() {
        return differences.stream().mapToLong(Comparison::added).sum();
    }

    public long removed() {
        return differences.stream().mapToLong(Comparison::removed).sum();
    }
}
