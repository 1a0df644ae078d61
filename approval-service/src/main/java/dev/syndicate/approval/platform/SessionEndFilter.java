package dev.syndicate.approval.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a console session that is over before anything is done in it. Membership is judged at the time of the vote by what
 * the provider last said, so that must not be long ago, and must not have been taken back.
 *
 * <p>An open page that asks by itself is not led to the provider: it would begin a session and a sign-in that nobody
 * sees, in the place of those that the person is in the middle of in another window.
 */
final class SessionEndFilter extends OncePerRequestFilter {

    /** What an open page sends when it asks by itself. */
    static final String UNASKED = "Syndicate-Unasked";

    private static final String STREAM = "/live";

    private final ConsoleSessions sessions;

    SessionEndFilter(ConsoleSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean unasked = isUnasked(request);
        if (!isSignedIn(request, unasked) && unasked) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isUnasked(HttpServletRequest request) {
        return request.getHeader(UNASKED) != null || request.getRequestURI().equals(STREAM);
    }

    private boolean isSignedIn(HttpServletRequest request, boolean unasked) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof ConsoleUser user
                && isKept(request.getSession(false), user, unasked);
    }

    /** Whether the session goes on; one that is over is ended. */
    private boolean isKept(@Nullable HttpSession session, ConsoleUser user, boolean unasked) {
        if (sessions.isOver(session, user)) {
            SecurityContextHolder.clearContext();
            if (session != null) {
                session.invalidate();
            }
            return false;
        }
        if (session != null) {
            sessions.keep(session, user, unasked);
        }
        return true;
    }
}
