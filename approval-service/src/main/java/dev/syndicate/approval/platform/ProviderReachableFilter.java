package dev.syndicate.approval.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says that the identity provider does not answer, where signing in would otherwise end in an error document. */
final class ProviderReachableFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderReachableFilter.class);

    private final ClientRegistrationRepository registrations;
    private final String signIn;
    private final String otherwise;

    ProviderReachableFilter(ClientRegistrationRepository registrations, String signIn, String otherwise) {
        this.registrations = registrations;
        this.signIn = signIn;
        this.otherwise = otherwise;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getRequestURI().equals(signIn) && !isReachable()) {
            response.sendRedirect(otherwise);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isReachable() {
        try {
            return registrations.findByRegistrationId(ConsoleSignIn.REGISTRATION) != null;
        } catch (RuntimeException unreachable) {
            LOG.warn("The identity provider's metadata cannot be read: {}", unreachable.getMessage());
            return false;
        }
    }
}
