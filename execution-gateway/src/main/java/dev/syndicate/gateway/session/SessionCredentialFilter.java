package dev.syndicate.gateway.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the session of a request's credential. */
final class SessionCredentialFilter extends OncePerRequestFilter {

    private final JdbcSessions sessions;
    private final Clock clock;
    private final @Nullable AuthenticationEntryPoint refusal;

    /** Without an entry point a bad credential goes on as nobody, for endpoints that answer it in their own shape. */
    SessionCredentialFilter(JdbcSessions sessions, Clock clock, @Nullable AuthenticationEntryPoint refusal) {
        this.sessions = sessions;
        this.clock = clock;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AgentSession session = SessionCredential.parse(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(credential -> sessions.findOpen(credential.digest(), clock.instant()))
                .orElse(null);
        if (session == null && refusal != null) {
            refusal.commence(request, response, new BadCredentialsException("No open session has this credential"));
            return;
        }
        if (session != null) {
            authenticate(session);
        }
        chain.doFilter(request, response);
    }

    private static void authenticate(AgentSession session) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SessionAuthentication(session));
        SecurityContextHolder.setContext(context);
    }
}
