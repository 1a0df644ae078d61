@NullMarked
package dev.syndicate.approval;

import org.jspecify.annotations.NullMarked;
