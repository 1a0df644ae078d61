/** Connects coding tools: writes their settings, installs our shim, and says what that enforces. */
@NullMarked
package dev.syndicate.cli.connect;

import org.jspecify.annotations.NullMarked;
