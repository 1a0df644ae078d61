package dev.syndicate.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far the policy trusts a session: 0 (not at all) to 3. In JSON the number.
 */
public record TrustTier(@JsonValue int value) implements Comparable<TrustTier> {

    /** No trust: where no tier is stated, and where no decision could be had. */
    public static final TrustTier NONE = new TrustTier(0);

    private static final int HIGHEST = 3;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TrustTier {
        if (value < 0 || value > HIGHEST) {
            throw new IllegalArgumentException("A trust tier is 0 to 3, not " + value);
        }
    }

    @Override
    public int compareTo(TrustTier other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "tier" + value;
    }
}
