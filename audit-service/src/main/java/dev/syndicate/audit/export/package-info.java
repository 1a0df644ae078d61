/** Bundles that are verified offline. */
@NullMarked
package dev.syndicate.audit.export;

import org.jspecify.annotations.NullMarked;
