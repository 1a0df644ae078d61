/** What belongs to the user who runs a command. */
@NullMarked
package dev.syndicate.cli.user;

import org.jspecify.annotations.NullMarked;
