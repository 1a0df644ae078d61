package dev.syndicate.contracts.action;

import java.util.Objects;

/**
 * The coding tool of a session, for example {@code anthropic}, {@code claude-code}, {@code 2.1.330},
 * {@code claude-code-http-hook}. An unknown version is the empty text.
 */
public record AgentDescription(String vendor, String product, String version, String adapter) {

    public AgentDescription {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(adapter, "adapter");
    }
}
