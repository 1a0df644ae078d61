/** What makes a command remote: its home service and those who may send it. */
@NullMarked
package dev.syndicate.contracts.command;

import org.jspecify.annotations.NullMarked;
