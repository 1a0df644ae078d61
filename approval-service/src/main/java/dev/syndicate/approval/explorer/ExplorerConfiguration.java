package dev.syndicate.approval.explorer;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.PeerClients;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to audit-service. */
@Configuration(proxyBeanMethods = false)
class ExplorerConfiguration {

    /** A question about a long chain takes audit-service some seconds; it bounds itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Between two bytes of an export, or until it was counted. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(30);

    @Bean
    AuditTrail auditTrail(PeerClients peers, AccessTokens tokens) {
        return new AuditTrail(
                peers.client("audit-service", PATIENCE, () -> token(tokens)),
                peers.client("audit-service", LONG_PATIENCE, () -> token(tokens)));
    }

    private static String token(AccessTokens tokens) {
        return tokens.current()
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.UNAUTHENTICATED,
                        "Your sign-in gives nothing to ask audit-service with. Sign out, and sign in again."));
    }
}
