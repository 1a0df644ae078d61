/** approval-service: people decide on exactly the bytes that will run. */
@NullMarked
package dev.syndicate.approval;

import org.jspecify.annotations.NullMarked;
