/** The whole of Syndicate on one machine: a real PostgreSQL, the identity provider and the four services. */
@NullMarked
package dev.syndicate.local;

import org.jspecify.annotations.NullMarked;
