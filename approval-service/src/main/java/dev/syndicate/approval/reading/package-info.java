/** What reviewers read: the stored bytes of an action, and how they are shown. */
@NullMarked
package dev.syndicate.approval.reading;

import org.jspecify.annotations.NullMarked;
