/** How long people wait for a decision, and how reviewers decide. */
@NullMarked
package dev.syndicate.approval.insight;

import org.jspecify.annotations.NullMarked;
