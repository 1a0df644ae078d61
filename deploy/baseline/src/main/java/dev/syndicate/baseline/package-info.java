/** What a request costs that makes one durable insert and nothing else: the measure for everything that does more. */
@NullMarked
package dev.syndicate.baseline;

import org.jspecify.annotations.NullMarked;
