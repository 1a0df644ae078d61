/** Measurements of running processes, each figure beside an interleaved baseline. */
@NullMarked
package dev.syndicate.local.bench;

import org.jspecify.annotations.NullMarked;
