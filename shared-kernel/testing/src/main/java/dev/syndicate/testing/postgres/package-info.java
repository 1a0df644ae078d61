/** A real PostgreSQL 18 for tests: in a container where a Docker engine answers, else from published binaries. */
@NullMarked
package dev.syndicate.testing.postgres;

import org.jspecify.annotations.NullMarked;
