/** Tests of the whole service on real PostgreSQL. */
@NullMarked
package dev.syndicate.audit;

import org.jspecify.annotations.NullMarked;
