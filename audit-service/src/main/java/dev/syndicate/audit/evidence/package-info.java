/** Evidence: one file that an auditor can read without a tool and verify without the service. */
@NullMarked
package dev.syndicate.audit.evidence;

import org.jspecify.annotations.NullMarked;
