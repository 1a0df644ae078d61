package dev.syndicate.approval.change;

import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import java.util.List;
import java.util.Optional;

/**
 * What an action makes of one file, for the page: a comparison of the file as the tool saw it with what it would become, or
 * why there is none.
 *
 * @param digest of the file as the tool saw it, which the intent digest covers; empty where there was no such file
 * @param comparison absent where there is none to show
 * @param note what is to be said; empty where the comparison says it all
 * @param warns whether the note says that the change does not fit the file
 */
public record FileChange(List<Piece> path, String digest, Optional<Comparison> comparison, String note, boolean warns) {

    static FileChange compared(String path, String digest, Comparison comparison) {
        return new FileChange(Escapes.pieces(path), digest, Optional.of(comparison), "", false);
    }

    static FileChange noted(String path, String digest, String note) {
        return new FileChange(Escapes.pieces(path), digest, Optional.empty(), note, false);
    }

    static FileChange warned(String path, String digest, String note) {
        return new FileChange(Escapes.pieces(path), digest, Optional.empty(), note, true);
    }

    /** How many characters of the lines that are shown are spelled out. */
    public long flagged() {
        return comparison.map(Comparison::flagged).orElse(0L);
    }
}
