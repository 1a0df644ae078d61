package dev.syndicate.contracts.evidence;

import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import org.jspecify.annotations.Nullable;

/** Ends the verification of an archive with what is wrong with it. */
final class BrokenEvidenceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Broken broken;

    BrokenEvidenceException(ChainFault fault, @Nullable Long sequence, String detail) {
        super(detail);
        this.broken = new Broken(fault, sequence, detail);
    }

    Broken broken() {
        return broken;
    }
}
