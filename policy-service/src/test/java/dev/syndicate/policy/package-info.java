@NullMarked
package dev.syndicate.policy;

import org.jspecify.annotations.NullMarked;
