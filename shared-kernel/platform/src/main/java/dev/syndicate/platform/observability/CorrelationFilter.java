package dev.syndicate.platform.observability;

import dev.syndicate.platform.id.Identifiers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request a correlation id, before anything else can fail. */
class CorrelationFilter extends OncePerRequestFilter {

    private final Identifiers identifiers;

    CorrelationFilter(Identifiers identifiers) {
        this.identifiers = identifiers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request);
        response.setHeader(Correlation.HEADER, id);
        try (var ignored = MDC.putCloseable(Correlation.MEMBER, id)) {
            chain.doFilter(request, response);
        }
    }

    /** Answers that are written later, and errors, run through the chain again under the id of the first pass. */
    private String idOf(HttpServletRequest request) {
        if (request.getAttribute(Correlation.MEMBER) instanceof String known) {
            return known;
        }
        String given = request.getHeader(Correlation.HEADER);
        String id = given != null && Correlation.isAcceptable(given)
                ? given
                : identifiers.next().toString();
        request.setAttribute(Correlation.MEMBER, id);
        return id;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
