/** Standing grants: what people let an approval stand for, as a list, and taking it back. */
@NullMarked
package dev.syndicate.approval.grant;

import org.jspecify.annotations.NullMarked;
