@NullMarked
package dev.syndicate.local.demo;

import org.jspecify.annotations.NullMarked;
