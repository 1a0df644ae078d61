@NullMarked
package dev.syndicate.approval.reading;

import org.jspecify.annotations.NullMarked;
