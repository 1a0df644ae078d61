/** One governed day on real parts, played through public interfaces only. */
@NullMarked
package dev.syndicate.local.demo;

import org.jspecify.annotations.NullMarked;
