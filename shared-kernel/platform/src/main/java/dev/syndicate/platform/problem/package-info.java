/** What a service answers when it does not do what it was asked (RFC 9457). */
@NullMarked
package dev.syndicate.platform.problem;

import org.jspecify.annotations.NullMarked;
