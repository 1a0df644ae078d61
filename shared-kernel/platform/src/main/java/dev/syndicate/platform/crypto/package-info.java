/** Ed25519 at the speed that signing each permit, receipt and service token needs. */
@NullMarked
package dev.syndicate.platform.crypto;

import org.jspecify.annotations.NullMarked;
