/** Keeps reference documents true: what is checked in is what the code says. */
@NullMarked
package dev.syndicate.testing.docs;

import org.jspecify.annotations.NullMarked;
