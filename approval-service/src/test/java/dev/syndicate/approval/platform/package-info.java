@NullMarked
package dev.syndicate.approval.platform;

import org.jspecify.annotations.NullMarked;
