package dev.syndicate.platform.security;

/**
 * One of the four services, by its signed token. As an argument of a controller's method it refuses every other caller.
 *
 * @param name for example {@code execution-gateway}
 */
public record AuthenticatedService(String name) {

    public AuthenticatedService {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A service has a name");
        }
    }
}
