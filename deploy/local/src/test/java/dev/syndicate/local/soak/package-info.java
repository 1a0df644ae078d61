@NullMarked
package dev.syndicate.local.soak;

import org.jspecify.annotations.NullMarked;
