/** Runs one command under governance: what was approved is what runs, and what came of it is on the record. */
@NullMarked
package dev.syndicate.cli.run;

import org.jspecify.annotations.NullMarked;
