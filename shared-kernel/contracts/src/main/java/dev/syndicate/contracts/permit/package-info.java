/** The signed, single-use, short-lived permission to execute one intent. The authority is docs/spec/permit.md. */
@NullMarked
package dev.syndicate.contracts.permit;

import org.jspecify.annotations.NullMarked;
