package dev.syndicate.gateway.session;

import dev.syndicate.platform.security.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A coding tool with a valid session credential; the credential itself is not kept. */
final class SessionAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient AgentSession session;

    SessionAuthentication(AgentSession session) {
        super(List.of(Role.AGENT.authority()));
        this.session = session;
        setAuthenticated(true);
    }

    @Override
    public AgentSession getPrincipal() {
        return session;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return session.caller();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionAuthentication that && that.session.equals(session) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return session.session().hashCode();
    }
}
