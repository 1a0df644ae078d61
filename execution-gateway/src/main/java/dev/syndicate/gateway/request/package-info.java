/** Request bodies, admitted strictly and read member by member. */
@NullMarked
package dev.syndicate.gateway.request;

import org.jspecify.annotations.NullMarked;
