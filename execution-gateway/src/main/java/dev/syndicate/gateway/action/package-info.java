/** Actions: one event stream each, from the proposal to how it ended. */
@NullMarked
package dev.syndicate.gateway.action;

import org.jspecify.annotations.NullMarked;
