@NullMarked
package dev.syndicate.local.run;

import org.jspecify.annotations.NullMarked;
