/** Letting go of old records, provably: two people approve a range and its archive, and the migrator removes it. */
@NullMarked
package dev.syndicate.audit.retention;

import org.jspecify.annotations.NullMarked;
