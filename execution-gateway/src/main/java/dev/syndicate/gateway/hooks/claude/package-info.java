/** Claude Code's HTTP hooks. */
@NullMarked
package dev.syndicate.gateway.hooks.claude;

import org.jspecify.annotations.NullMarked;
