package dev.syndicate.platform.security;

import java.util.Arrays;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a person or workload may do. Given by groups of the identity provider, through configuration only. */
public enum Role {
    /** Opens sessions for coding tools and sees their own actions. */
    DEVELOPER,
    /** A workload that acts without a person at the keyboard. */
    AGENT,
    /** Votes on approvals. */
    REVIEWER,
    /** Writes and releases policy. */
    POLICY_AUTHOR,
    /** Reads records, verifies and exports them. */
    AUDITOR,
    /** Runs the installation: revocation, release of integrity findings. */
    OPERATOR;

    /** Of a service that calls another one; never held by people. */
    public static final String SERVICE = "SERVICE";

    /** In configuration and answers, for example {@code policy-author}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For Spring Security, for example {@code ROLE_POLICY_AUTHOR}. */
    public GrantedAuthority authority() {
        return new SimpleGrantedAuthority("ROLE_" + name());
    }

    /** For {@code hasAnyRole}. */
    public static String[] names(Role... roles) {
        return Arrays.stream(roles).map(Role::name).toArray(String[]::new);
    }
}
