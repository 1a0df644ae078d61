/** Webhooks that their receiver can verify: Standard Webhooks. */
@NullMarked
package dev.syndicate.platform.webhook;

import org.jspecify.annotations.NullMarked;
