package dev.syndicate.approval.voting;

import java.util.Optional;

/**
 * What reading a request's content brought, for the transaction that comes after it.
 *
 * @param objection why nobody may be asked about it; empty where they may
 */
record ContentFinding(Optional<RuntimeException> objection) {

    /** Under which it travels with the command. */
    static final String KEY = "contentFinding";

    static final ContentFinding GOOD = new ContentFinding(Optional.empty());

    static ContentFinding bad(RuntimeException objection) {
        return new ContentFinding(Optional.of(objection));
    }

    void require() {
        objection.ifPresent(refused -> {
            throw refused;
        });
    }
}
