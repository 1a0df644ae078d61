/** What an action makes of the files that it changes, where the coding tool's adapter sent them as they are. */
@NullMarked
package dev.syndicate.approval.change;

import org.jspecify.annotations.NullMarked;
