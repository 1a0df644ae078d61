/**
 * A real OpenID Connect provider for one developer's machine: code with PKCE, device authorization, and a handful of
 * local people. It is for development only; a deployment signs people in at its company's own provider.
 */
@NullMarked
package dev.syndicate.identity;

import org.jspecify.annotations.NullMarked;
