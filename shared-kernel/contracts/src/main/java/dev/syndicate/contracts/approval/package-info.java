/** Requests for approval, votes, and their events. */
@NullMarked
package dev.syndicate.contracts.approval;

import org.jspecify.annotations.NullMarked;
