/** Real tokens for tests: an issuer on loopback, and the services' keys. */
@NullMarked
package dev.syndicate.testing.security;

import org.jspecify.annotations.NullMarked;
