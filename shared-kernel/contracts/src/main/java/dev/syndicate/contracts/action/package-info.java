/** The canonical action: what is proposed, judged, approved and executed. */
@NullMarked
package dev.syndicate.contracts.action;

import org.jspecify.annotations.NullMarked;
