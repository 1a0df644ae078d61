/**
 * What a reviewer is shown, as a document that can be hashed: whole, deterministic, and with everything that could deceive
 * an eye made visible. The authority is docs/spec/view.md.
 */
@NullMarked
package dev.syndicate.contracts.view;

import org.jspecify.annotations.NullMarked;
