/** The {@code syndicate} command: signing in, opening sessions, and checking the audit trail. */
@NullMarked
package dev.syndicate.cli;

import org.jspecify.annotations.NullMarked;
