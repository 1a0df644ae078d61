/**
 * The archive that holds everything about one action, one session or one period. docs/spec/evidence.md is the authority.
 */
@NullMarked
package dev.syndicate.contracts.evidence;

import org.jspecify.annotations.NullMarked;
