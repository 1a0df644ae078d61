package dev.syndicate.cli.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.chain.ChainVerdict;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found, for a person and as JSON.
 *
 * @param intact whether every byte leads to the signed checkpoint
 * @param first the first record that was read
 * @param last the last one
 * @param records how many
 * @param checkpoint size and root of the signed head
 * @param fault the typed code of what is wrong
 * @param sequence the first record that is not proved to be as it was
 * @param detail one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(
        boolean intact,
        @Nullable Long first,
        @Nullable Long last,
        @Nullable Long records,
        @Nullable String checkpoint,
        @Nullable String fault,
        @Nullable Long sequence,
        @Nullable String detail) {

    static Verdict of(ChainVerdict verdict) {
        return switch (verdict) {
            case ChainVerdict.Intact intact ->
                new Verdict(
                        true,
                        intact.first(),
                        intact.last(),
                        intact.count(),
                        intact.checkpoint().size() + " " + intact.checkpoint().root(),
                        null,
                        null,
                        null);
            case ChainVerdict.Broken broken ->
                new Verdict(
                        false, null, null, null, null, broken.fault().wireName(), broken.sequence(), broken.detail());
        };
    }

    String sentence() {
        if (intact) {
            return "Intact: records %s to %s, %s in all, lead to the signed checkpoint %s."
                    .formatted(first, last, records, checkpoint);
        }
        String where = sequence == null ? "" : " at record " + sequence;
        return "BROKEN%s (%s): %s.".formatted(where, fault, detail);
    }
}
