package dev.syndicate.gateway.mcp;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages in browsers out, also those that reach the gateway under a name of their own (DNS rebinding), and tells
 * whoever comes without a good token where tokens are to be had (RFC 9728, section 5.1).
 */
final class McpEdgeFilter extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final McpSettings settings;
    private final ProblemWriter problems;

    McpEdgeFilter(McpSettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isHostKnown(request.getHeader(HttpHeaders.HOST))
                || !isOriginKnown(request.getHeader(HttpHeaders.ORIGIN))) {
            problems.write(request, response, PlatformProblems.FORBIDDEN, "The Host or Origin is not known here");
            return;
        }
        chain.doFilter(request, new Challenge(response, ResourceMetadata.addressFor(settings.resource(), request)));
    }

    private boolean isHostKnown(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name)
                || name.equalsIgnoreCase(settings.resource().getHost())
                || settings.allowedHosts().contains(name);
    }

    /** Coding tools send none. A gateway on the developer's own machine may be called by pages of that machine. */
    private boolean isOriginKnown(@Nullable String origin) {
        return origin == null
                || settings.allowedOrigins().contains(origin)
                || origin.equals(own(settings.resource()))
                || (isLoopback(settings.resource().getHost()) && isLoopback(hostOf(origin)));
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String own(URI resource) {
        return resource.getScheme() + "://" + resource.getAuthority();
    }

    /** Adds the address of the metadata to whatever challenge is sent. */
    private static final class Challenge extends HttpServletResponseWrapper {

        private final String metadata;

        private Challenge(HttpServletResponse response, String metadata) {
            super(response);
            this.metadata = metadata;
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, challenged(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, challenged(name, value));
        }

        private String challenged(String name, String value) {
            return name.equalsIgnoreCase(HttpHeaders.WWW_AUTHENTICATE)
                    ? value + ", resource_metadata=\"" + metadata + "\""
                    : value;
        }
    }
}
