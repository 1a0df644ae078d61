/** The read model of approvals, and the API on it. */
@NullMarked
package dev.syndicate.approval.inbox;

import org.jspecify.annotations.NullMarked;
