/** How a bundle becomes a version and a version the one that decides: published by one author, released by another. */
@NullMarked
package dev.syndicate.policy.release;

import org.jspecify.annotations.NullMarked;
