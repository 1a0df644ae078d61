@NullMarked
package dev.syndicate.cli.operator;

import org.jspecify.annotations.NullMarked;
