@NullMarked
package dev.syndicate.local.connect;

import org.jspecify.annotations.NullMarked;
