@NullMarked
package dev.syndicate.policy.bundle;

import org.jspecify.annotations.NullMarked;
