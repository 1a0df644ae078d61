@NullMarked
package dev.syndicate.identity;

import org.jspecify.annotations.NullMarked;
