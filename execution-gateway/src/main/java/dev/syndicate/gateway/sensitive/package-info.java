/** Values that enter an action as commitments: which ones, and how they are made again when the action is compared. */
@NullMarked
package dev.syndicate.gateway.sensitive;

import org.jspecify.annotations.NullMarked;
