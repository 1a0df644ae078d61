@NullMarked
package dev.syndicate.approval.voting;

import org.jspecify.annotations.NullMarked;
