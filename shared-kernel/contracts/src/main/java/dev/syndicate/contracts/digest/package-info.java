/** SHA-256 digests, each kind its own type and its own domain tag. */
@NullMarked
package dev.syndicate.contracts.digest;

import org.jspecify.annotations.NullMarked;
