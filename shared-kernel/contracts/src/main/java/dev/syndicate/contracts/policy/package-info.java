/** Policy versions, decisions and the events of the policy line. */
@NullMarked
package dev.syndicate.contracts.policy;

import org.jspecify.annotations.NullMarked;
