/** Erasing what belongs to a person, and legal holds that forbid it. Both need two people. */
@NullMarked
package dev.syndicate.audit.privacy;

import org.jspecify.annotations.NullMarked;
