/**
 * JSON that can be hashed: strict admission, an immutable model in which nothing inadmissible can exist, and the canonical
 * form of RFC 8785. The authority is docs/spec/canonical-json.md.
 */
@NullMarked
package dev.syndicate.contracts.json;

import org.jspecify.annotations.NullMarked;
