/** What a process does again and again for as long as it runs. */
@NullMarked
package dev.syndicate.audit.loop;

import org.jspecify.annotations.NullMarked;
