/** What policy says of an action, asked of policy-service. */
@NullMarked
package dev.syndicate.gateway.policy;

import org.jspecify.annotations.NullMarked;
