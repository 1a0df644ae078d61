/** The ordered story of a session or an action: what was asked, decided, authorised, run, and by whom. */
@NullMarked
package dev.syndicate.audit.story;

import org.jspecify.annotations.NullMarked;
