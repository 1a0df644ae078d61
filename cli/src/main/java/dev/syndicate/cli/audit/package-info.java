/** Reading, exporting and verifying the audit trail. */
@NullMarked
package dev.syndicate.cli.audit;

import org.jspecify.annotations.NullMarked;
