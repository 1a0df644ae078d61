/** How records are written for others: one form each, the same bytes every time. */
@NullMarked
package dev.syndicate.audit.format;

import org.jspecify.annotations.NullMarked;
