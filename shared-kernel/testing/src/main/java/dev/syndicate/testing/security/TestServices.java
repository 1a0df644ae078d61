package dev.syndicate.testing.security;

import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.platform.security.ServiceKeys;
import dev.syndicate.platform.security.ServiceTokens;
import dev.syndicate.testing.keys.TestKeys;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The services' identities in tests: their keys, and tokens as the real services mint them. */
public final class TestServices {

    private static final List<String> NAMES =
            List.of("execution-gateway", "approval-service", "policy-service", "audit-service");

    private static final TestServices SHARED = new TestServices(TestKeys.temporary());

    private final TestKeys keys;

    private TestServices(TestKeys keys) {
        this.keys = keys;
    }

    /** The one of this JVM. */
    public static TestServices shared() {
        return SHARED;
    }

    /** The directories that the services read. */
    public TestKeys keys() {
        return keys;
    }

    /** The settings of an application that trusts {@link TestIssuer#shared()} and these services. */
    public Map<String, String> properties() {
        return Map.of(
                "syndicate.security.issuer", TestIssuer.shared().issuer(),
                "syndicate.services.keys", keys.keys().toString(),
                "syndicate.services.trust", keys.trust().toString());
    }

    /** The tokens of this service. */
    public ServiceTokens tokensOf(String service) {
        ServiceKeys own = ServiceKeys.read(service, keys.keys(), keys.trust(), NAMES);
        Clock clock = Clock.systemUTC();
        return new ServiceTokens(service, own, clock, Identifiers.timeOrdered(clock));
    }

    /** The value of the {@code Authorization} header of a call from one service to another. */
    public String bearer(String caller, String callee) {
        return "Bearer " + tokensOf(caller).mint(callee);
    }
}
