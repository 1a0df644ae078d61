/** What a session has done: the actions in their order, and what became of each. */
@NullMarked
package dev.syndicate.approval.story;

import org.jspecify.annotations.NullMarked;
