package dev.syndicate.contracts.chain;

import java.util.Base64;
import java.util.List;

/**
 * What a log states about itself at one size (c2sp.org/tlog-checkpoint). The text has exactly three lines, origin, size
 * and root; extension lines are refused, because nobody could audit them.
 *
 * @param origin for an audit log the text of a {@link LogOrigin}
 * @param size the number of leaves
 * @param root the root of the tree at that size
 */
public record Checkpoint(String origin, long size, Hash root) {

    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException(
                    "A checkpoint has an origin of one line and a size that is not negative");
        }
    }

    /** Reads the text of a checkpoint note, its final newline included. */
    public static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 3 || !text.endsWith("\n") || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("A checkpoint has three lines: origin, size and root");
        }
        return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), Hash.of(NoteKeys.base64(lines.get(2))));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.shared()) + "\n";
    }

    /** The log and the epoch; an {@link IllegalArgumentException} when the origin is not one of an audit log. */
    public LogOrigin logOrigin() {
        return LogOrigin.parse(origin);
    }

    /** This checkpoint, signed. */
    public SignedNote sign(NoteSigningKey key) {
        return SignedNote.sign(text(), key);
    }
}
