@NullMarked
package dev.syndicate.approval.notification;

import org.jspecify.annotations.NullMarked;
