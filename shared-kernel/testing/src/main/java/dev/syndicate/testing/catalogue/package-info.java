/** The catalogue of stored events: a sample of each, and the golden files that guard their stored form. */
@NullMarked
package dev.syndicate.testing.catalogue;

import org.jspecify.annotations.NullMarked;
