/** The writer: events become records, exactly once and in order. */
@NullMarked
package dev.syndicate.audit.chain;

import org.jspecify.annotations.NullMarked;
