/** Wiring: who may call what, and a command bus without transactions. */
@NullMarked
package dev.syndicate.audit.platform;

import org.jspecify.annotations.NullMarked;
