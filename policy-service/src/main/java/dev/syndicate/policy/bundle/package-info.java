/** Policy bundles: admission, canonical form, conditions. docs/spec/policy-bundle.md is normative. */
@NullMarked
package dev.syndicate.policy.bundle;

import org.jspecify.annotations.NullMarked;
