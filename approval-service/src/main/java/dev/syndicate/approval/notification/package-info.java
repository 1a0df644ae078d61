/** Tells people, through configured channels, that they are asked, and that it is over. */
@NullMarked
package dev.syndicate.approval.notification;

import org.jspecify.annotations.NullMarked;
