/** The approval itself: requests, votes, the rules that a vote must meet, expiry. */
@NullMarked
package dev.syndicate.approval.voting;

import org.jspecify.annotations.NullMarked;
