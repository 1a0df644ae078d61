package dev.syndicate.platform.security;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A verified caller; the token itself is not kept. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Object caller;
    private final String name;

    private CallerAuthentication(Object caller, String name, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.caller = caller;
        this.name = name;
        setAuthenticated(true);
    }

    /** With the authorities of their roles. */
    public static CallerAuthentication of(AuthenticatedPrincipal principal) {
        return new CallerAuthentication(
                principal,
                principal.principal().subject(),
                principal.roles().stream().map(Role::authority).toList());
    }

    /** With the one authority of services. */
    public static CallerAuthentication of(AuthenticatedService service) {
        return new CallerAuthentication(
                service, service.name(), List.of(new SimpleGrantedAuthority("ROLE_" + Role.SERVICE)));
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && that.caller.equals(caller) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
