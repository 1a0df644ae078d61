/** Identifiers: UUIDv7 wrapped in one type each, so that one cannot be passed for another. */
@NullMarked
package dev.syndicate.contracts.id;

import org.jspecify.annotations.NullMarked;
