@NullMarked
package dev.syndicate.approval.inbox;

import org.jspecify.annotations.NullMarked;
