/** Reading records, with proofs. */
@NullMarked
package dev.syndicate.audit.records;

import org.jspecify.annotations.NullMarked;
