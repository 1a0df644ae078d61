/** What auditors and operators see of the record: audit-service's answers, asked for as whoever is signed in. */
@NullMarked
package dev.syndicate.approval.explorer;

import org.jspecify.annotations.NullMarked;
