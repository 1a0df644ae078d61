/** Verification of the live database. */
@NullMarked
package dev.syndicate.audit.verification;

import org.jspecify.annotations.NullMarked;
