/** Request bodies, their limits, and the served OpenAPI document. */
@NullMarked
package dev.syndicate.platform.web;

import org.jspecify.annotations.NullMarked;
