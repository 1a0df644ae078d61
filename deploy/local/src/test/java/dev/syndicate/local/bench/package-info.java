@NullMarked
package dev.syndicate.local.bench;

import org.jspecify.annotations.NullMarked;
