@NullMarked
package dev.syndicate.approval.console;

import org.jspecify.annotations.NullMarked;
