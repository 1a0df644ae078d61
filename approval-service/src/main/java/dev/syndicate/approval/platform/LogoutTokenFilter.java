package dev.syndicate.approval.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers for logout tokens that Spring Security does not judge but stumbles over: one that lacks a claim is the sender's
 * fault, and one whose keys cannot be fetched has to come again.
 */
final class LogoutTokenFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LogoutTokenFilter.class);

    private final String path;

    LogoutTokenFilter(String path) {
        this.path = path;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException stumbled) {
            boolean malformed = stumbled.getCause() instanceof IllegalArgumentException;
            LOG.warn(
                    "A logout token was {}", malformed ? "malformed" : "not verified: the provider's keys are missing");
            response.setStatus(
                    malformed ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
