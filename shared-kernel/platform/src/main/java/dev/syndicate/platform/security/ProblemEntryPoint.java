package dev.syndicate.platform.security;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemType;
import dev.syndicate.platform.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers 401, 403 and an unreachable identity provider as problems (RFC 9457, RFC 6750 section 3). */
public class ProblemEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemEntryPoint.class);

    private final ProblemWriter writer;

    public ProblemEntryPoint(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        LOG.info("Refused {} {}: {}", request.getMethod(), request.getRequestURI(), refused.getMessage());
        ProblemType type = typeOf(refused);
        if (type.status() == 401) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(type));
        }
        writer.write(request, response, type, detailOf(refused, type));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        commence(request, response, refused);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        LOG.info("Forbidden {} {}", request.getMethod(), request.getRequestURI());
        writer.write(request, response, PlatformProblems.FORBIDDEN, "Your roles do not allow this");
    }

    private static ProblemType typeOf(AuthenticationException refused) {
        return switch (refused) {
            case NoAccountableHumanException nobody -> PlatformProblems.NO_ACCOUNTABLE_HUMAN;
            case AuthenticationServiceException unreachable -> PlatformProblems.IDENTITY_PROVIDER_UNAVAILABLE;
            case InsufficientAuthenticationException nothing -> PlatformProblems.UNAUTHENTICATED;
            default -> PlatformProblems.INVALID_TOKEN;
        };
    }

    /** Why a token is refused helps nobody but who forges one; the log has it. */
    private static String detailOf(AuthenticationException refused, ProblemType type) {
        return switch (type.slug()) {
            case "no-accountable-human" -> String.valueOf(refused.getMessage());
            case "unauthenticated" -> "Send a bearer token of the configured issuer";
            case "identity-provider-unavailable" -> "No token can be checked now; try again";
            default -> "It is forged, expired, or for another audience";
        };
    }

    private static String challenge(ProblemType type) {
        return type.equals(PlatformProblems.UNAUTHENTICATED)
                ? "Bearer realm=\"syndicate\""
                : "Bearer realm=\"syndicate\", error=\"invalid_token\"";
    }
}
