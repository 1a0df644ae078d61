package dev.syndicate.gateway.sensitive;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Under what an action's commitments were made, as it is on record.
 *
 * @param list the list's version
 * @param key whose salts they have; absent where nothing matched
 */
public record Commitments(String list, @Nullable UUID key) {}
