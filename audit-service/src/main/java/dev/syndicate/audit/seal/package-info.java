/** Seal requests and the receipts that answer them. */
@NullMarked
package dev.syndicate.audit.seal;

import org.jspecify.annotations.NullMarked;
