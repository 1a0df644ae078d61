/** The signer: committed bytes become signed checkpoints, and proofs lead to them. */
@NullMarked
package dev.syndicate.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
