package dev.syndicate.gateway.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has requests wait for their turn before anything else is done for them. One that is {@link Held} has left. */
final class Turnstile extends OncePerRequestFilter {

    private final Turns turns;

    Turnstile(Turns turns) {
        this.turns = turns;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean turn = turns.take();
        try {
            chain.doFilter(request, response);
        } finally {
            turns.giveBack(turn);
        }
    }
}
