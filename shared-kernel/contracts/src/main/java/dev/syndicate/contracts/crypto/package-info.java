/** Ed25519 keys as PEM files and strict compact JWS; nothing but the JDK. */
@NullMarked
package dev.syndicate.contracts.crypto;

import org.jspecify.annotations.NullMarked;
