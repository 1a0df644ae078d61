@NullMarked
package dev.syndicate.cli.audit;

import org.jspecify.annotations.NullMarked;
