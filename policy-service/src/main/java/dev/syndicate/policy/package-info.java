/** policy-service: policy bundles, their versions and release, and decisions under them. */
@NullMarked
package dev.syndicate.policy;

import org.jspecify.annotations.NullMarked;
