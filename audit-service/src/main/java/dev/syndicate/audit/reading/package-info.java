/** Reading is on the record too: who asked for what, before the answer leaves. */
@NullMarked
package dev.syndicate.audit.reading;

import org.jspecify.annotations.NullMarked;
