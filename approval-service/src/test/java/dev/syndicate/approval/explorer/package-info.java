@NullMarked
package dev.syndicate.approval.explorer;

import org.jspecify.annotations.NullMarked;
