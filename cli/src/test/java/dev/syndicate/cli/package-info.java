@NullMarked
package dev.syndicate.cli;

import org.jspecify.annotations.NullMarked;
