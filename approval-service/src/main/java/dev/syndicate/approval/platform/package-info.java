/** Wiring: who may call what, and how reviewers sign in. */
@NullMarked
package dev.syndicate.approval.platform;

import org.jspecify.annotations.NullMarked;
