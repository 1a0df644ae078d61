/** The execution gate: intent, seal, grant, and what came of it. */
@NullMarked
package dev.syndicate.gateway.execution;

import org.jspecify.annotations.NullMarked;
