@NullMarked
package dev.syndicate.local;

import org.jspecify.annotations.NullMarked;
