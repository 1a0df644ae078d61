/** Sessions: a principal, a workspace and an agent, bound for the whole life of the session. */
@NullMarked
package dev.syndicate.contracts.session;

import org.jspecify.annotations.NullMarked;
