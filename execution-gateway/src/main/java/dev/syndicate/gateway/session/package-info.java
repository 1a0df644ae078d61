/** Sessions: on whose behalf, in which workspace and with which coding tool actions are proposed. */
@NullMarked
package dev.syndicate.gateway.session;

import org.jspecify.annotations.NullMarked;
