package dev.syndicate.gateway.fleet;

import dev.syndicate.contracts.session.FailMode;
import java.util.Objects;

/**
 * How one call was enforced.
 *
 * @param host the machine as its hook names it; empty where it names none
 * @param version of the coding tool; empty where nobody says
 */
public record Sighting(String host, String version, FailMode failMode) {

    public Sighting {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(failMode, "failMode");
    }
}
