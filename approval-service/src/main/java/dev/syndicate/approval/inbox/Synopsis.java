package dev.syndicate.approval.inbox;

import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.ViewDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an action without reading its content again.
 *
 * @param headline the beginning of what would run, hidden characters spelled out; a list may cut it
 * @param flagged how many characters of the whole view are spelled out
 * @param viewLines how long the whole view is
 * @param repository where it would run, for example {@code acme/checkout}; absent where it is not known
 */
public record Synopsis(
        List<Piece> headline,
        long flagged,
        ViewDigest viewDigest,
        long viewLines,
        @Nullable String repository,
        @Nullable String branch) {

    public Synopsis {
        headline = List.copyOf(headline);
        Objects.requireNonNull(viewDigest, "viewDigest");
    }

    /** Of an action whose content was erased: there is nothing to read or to vote on, so its view is the empty one. */
    static Synopsis erased() {
        ViewDigest nothing = new ViewDigest(Digest.of(new byte[0]));
        return new Synopsis(List.of(new Piece("Erased, on the record", "")), 0, nothing, 0, null, null);
    }
}
