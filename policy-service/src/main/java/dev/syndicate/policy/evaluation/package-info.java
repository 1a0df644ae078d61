/** Decisions: a pure query over one policy version and one evaluation input. */
@NullMarked
package dev.syndicate.policy.evaluation;

import org.jspecify.annotations.NullMarked;
