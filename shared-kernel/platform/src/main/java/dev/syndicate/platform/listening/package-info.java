/** Connections of their own to PostgreSQL, and what is signalled over them. */
@NullMarked
package dev.syndicate.platform.listening;

import org.jspecify.annotations.NullMarked;
