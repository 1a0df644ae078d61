package dev.syndicate.cli.connect;

import java.util.Optional;

/**
 * Takes our part out of a file again. Where nobody else has changed the file since, it becomes what it was before us, byte for
 * byte, and what we made goes altogether; that also brings back what a managed file had to override. Otherwise only our part
 * goes.
 */
final class Removal {

    private Removal() {}

    /**
     * The file without this part.
     *
     * @param other another part of ours that may lie in the same file, and stays
     */
    static Change of(Part part, Part other) {
        String now = Change.contentOf(part.file());
        if (!part.isIn(now)) {
            return new Change(part.file(), now, Change.Kind.SETTINGS);
        }
        String rest = part.without(now);
        if (other.file().equals(part.file()) && other.isIn(rest)) {
            return new Change(part.file(), rest, Change.Kind.STILL_OURS);
        }
        Optional<String> before = Change.contentBefore(part.file());
        boolean isUntouched = rest.equals(part.without(part.with(before.orElse(""))));
        return new Change(part.file(), isUntouched ? before.orElse("") : rest, Change.Kind.NO_LONGER_OURS);
    }
}
