/** Coding tools' hooks: what a host sends before and after a tool runs, and its answer in the host's own shape. */
@NullMarked
package dev.syndicate.gateway.hooks;

import org.jspecify.annotations.NullMarked;
