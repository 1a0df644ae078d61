package dev.syndicate.audit.checkpoint;

import dev.syndicate.audit.log.SignedHead;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.Hash;
import dev.syndicate.contracts.chain.SignedNote;

/** What the database still has, beside the last checkpoint that is known of the log. */
sealed interface Left {

    /** Less than was signed; recomputed from the records. */
    record Behind(SignedNote known, CompactRange tree, Hash leaf) implements Left {}

    /** Everything that is known to have been signed; only the signer's memory is lost. */
    record Whole(SignedHead signed) implements Left {

        @Override
        public SignedNote known() {
            return signed.note();
        }
    }

    /** The last checkpoint that is known. */
    SignedNote known();
}
