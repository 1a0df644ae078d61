/** What operators take back: permits singly, by session, by workspace and all at once; and the kill switch. */
@NullMarked
package dev.syndicate.gateway.revocation;

import org.jspecify.annotations.NullMarked;
