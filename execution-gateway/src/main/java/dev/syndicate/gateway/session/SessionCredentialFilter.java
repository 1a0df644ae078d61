package dev.syndicate.gateway.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the session of a request's credential. */
final class SessionCredentialFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCredentialFilter.class);

    private final JdbcSessions sessions;
    private final Clock clock;
    private final @Nullable Refusal refusal;

    /** Answers requests without a session. */
    interface Refusal {

        void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException why) throws IOException;
    }

    /** Without a refusal a bad credential goes on as nobody, for endpoints that answer it in their own shape. */
    SessionCredentialFilter(JdbcSessions sessions, Clock clock, @Nullable Refusal refusal) {
        this.sessions = sessions;
        this.clock = clock;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            authenticate(session(request));
        } catch (AuthenticationException | DataAccessException | TransactionException nobody) {
            LOG.info("No session for {} {}: {}", request.getMethod(), request.getRequestURI(), nobody.getMessage());
            if (refusal != null) {
                refusal.refuse(request, response, nobody);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** An answer that comes later goes out only if the session is still open. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private AgentSession session(HttpServletRequest request) {
        return SessionCredential.parse(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(credential -> sessions.findOpen(credential.digest(), clock.instant()))
                .orElseThrow(() -> new BadCredentialsException("No open session has this credential"));
    }

    private static void authenticate(AgentSession session) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SessionAuthentication(session));
        SecurityContextHolder.setContext(context);
    }
}
