/** audit-service: the chain of records, its checkpoints and proofs, verification and clearance. */
@NullMarked
package dev.syndicate.audit;

import org.jspecify.annotations.NullMarked;
