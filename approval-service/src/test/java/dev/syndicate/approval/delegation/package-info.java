@NullMarked
package dev.syndicate.approval.delegation;

import org.jspecify.annotations.NullMarked;
