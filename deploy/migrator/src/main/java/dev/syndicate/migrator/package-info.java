/** The one process that owns the database schema: it creates roles, sets their passwords and applies migrations. */
@NullMarked
package dev.syndicate.migrator;

import org.jspecify.annotations.NullMarked;
