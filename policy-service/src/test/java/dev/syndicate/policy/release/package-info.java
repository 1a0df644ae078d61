@NullMarked
package dev.syndicate.policy.release;

import org.jspecify.annotations.NullMarked;
