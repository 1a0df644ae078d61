@NullMarked
package dev.syndicate.cli.run;

import org.jspecify.annotations.NullMarked;
