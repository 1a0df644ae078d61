@NullMarked
package dev.syndicate.client;

import org.jspecify.annotations.NullMarked;
