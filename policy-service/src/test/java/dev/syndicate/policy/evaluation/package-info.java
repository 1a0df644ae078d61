@NullMarked
package dev.syndicate.policy.evaluation;

import org.jspecify.annotations.NullMarked;
