/** Large or personal content, kept once and apart from events. */
@NullMarked
package dev.syndicate.platform.content;

import org.jspecify.annotations.NullMarked;
