/** Which installations of coding tools are governed, how, and which have gone quiet. */
@NullMarked
package dev.syndicate.gateway.fleet;

import org.jspecify.annotations.NullMarked;
