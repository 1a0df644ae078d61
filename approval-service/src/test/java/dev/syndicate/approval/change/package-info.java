@NullMarked
package dev.syndicate.approval.change;

import org.jspecify.annotations.NullMarked;
