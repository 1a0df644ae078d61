/** Who stands behind an action: people, the principals of sessions, and the authority of a record. */
@NullMarked
package dev.syndicate.contracts.identity;

import org.jspecify.annotations.NullMarked;
