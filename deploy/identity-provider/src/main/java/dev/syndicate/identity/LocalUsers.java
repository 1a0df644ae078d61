package dev.syndicate.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The people of the development provider, one or two for each role. */
@Component
class LocalUsers implements UserDetailsService {

    private static final List<LocalUser> ALL = List.of(
            new LocalUser("dana", "Dana Okafor", "Developer", List.of("syndicate-developers")),
            new LocalUser("riley", "Riley Chen", "Reviewer", List.of("syndicate-reviewers")),
            new LocalUser("robin", "Robin Lindqvist", "Reviewer", List.of("syndicate-reviewers")),
            new LocalUser("ada", "Ada Moreau", "Auditor", List.of("syndicate-auditors")),
            new LocalUser("pat", "Pat Novak", "Policy author", List.of("syndicate-policy-authors")),
            new LocalUser("percy", "Percy Adeyemi", "Policy author", List.of("syndicate-policy-authors")),
            new LocalUser("olive", "Olive Tanaka", "Operator", List.of("syndicate-operators")),
            new LocalUser("otto", "Otto Brandt", "Operator", List.of("syndicate-operators")));

    List<LocalUser> all() {
        return ALL;
    }

    Optional<LocalUser> named(String name) {
        return ALL.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        LocalUser user = named(name).orElseThrow(() -> new UsernameNotFoundException("nobody here is called " + name));
        return User.withUsername(user.name())
                .password("{noop}" + user.name())
                .authorities(user.groups().toArray(String[]::new))
                .build();
    }
}
