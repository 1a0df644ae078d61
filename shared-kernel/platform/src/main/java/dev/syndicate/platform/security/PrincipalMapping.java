package dev.syndicate.platform.security;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.identity.SignIn;
import dev.syndicate.platform.security.SecurityProperties.Workload;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a person or workload from the claims of a token that has been verified already: an access token, or the ID
 * token of a console's login. A token counts as a person's only if it names one and shows no sign of a machine.
 */
public class PrincipalMapping {

    private static final Logger LOG = LoggerFactory.getLogger(PrincipalMapping.class);

    /** How the providers in use mark tokens of the client credentials grant. */
    private static final Set<String> MACHINE_GRANTS = Set.of("client_credentials", "client-credentials");

    private final SecurityProperties properties;

    public PrincipalMapping(SecurityProperties properties) {
        this.properties = properties;
    }

    /** Whoever the claims stand for. Throws {@link NoAccountableHumanException} when no human answers for them. */
    public AuthenticatedPrincipal principal(Map<String, Object> claims) {
        return isMachine(claims) ? workload(claims) : person(claims);
    }

    /** The person of these claims. Throws {@link NoAccountableHumanException} when they are not a person's. */
    public AuthenticatedPerson person(Map<String, Object> claims) {
        if (isMachine(claims)) {
            throw new NoAccountableHumanException("The token is a machine's, not a person's");
        }
        Set<String> groups = texts(claims, properties.claims().groups());
        return new AuthenticatedPerson(
                new Person(
                        properties.issuer(),
                        text(claims, "sub"),
                        displayName(claims),
                        List.copyOf(texts(claims.get("amr")))),
                rolesOf(groups),
                workspacesOf(claims, groups),
                new SignIn(
                        groups.stream().sorted().toList(),
                        time(claims.get("auth_time")),
                        claims.get("acr") instanceof String acr && !acr.isBlank() ? acr : null));
    }

    /** Seconds since 1970 (RFC 7519, NumericDate), or what a library has made of them. */
    private static @Nullable Instant time(@Nullable Object claim) {
        return switch (claim) {
            case Instant instant -> instant;
            case Date date -> date.toInstant();
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> null;
        };
    }

    private AuthenticatedWorkload workload(Map<String, Object> claims) {
        String client = clientOf(claims);
        Workload workload = properties.workloads().get(client);
        if (workload == null) {
            throw new NoAccountableHumanException("Nobody is configured to answer for the client " + client);
        }
        Person owner = new Person(
                properties.issuer(),
                workload.owner().subject(),
                workload.owner().name(),
                List.of());
        return new AuthenticatedWorkload(
                new Principal(
                        Principal.Kind.WORKLOAD, properties.issuer(), text(claims, "sub"), workload.name(), owner),
                workload.roles(),
                workload.workspaces());
    }

    private boolean isMachine(Map<String, Object> claims) {
        String subject = text(claims, "sub");
        return subject.equals(claims.get("client_id"))
                || subject.equals(claims.get("azp"))
                || MACHINE_GRANTS.contains(String.valueOf(claims.get("gty")))
                || MACHINE_GRANTS.contains(String.valueOf(claims.get("grant_type")))
                || "app".equals(claims.get("idtyp"))
                || String.valueOf(claims.get("preferred_username")).startsWith("service-account-")
                || displayName(claims).isBlank();
    }

    private static String clientOf(Map<String, Object> claims) {
        Object client = claims.getOrDefault("client_id", claims.getOrDefault("azp", claims.get("sub")));
        return String.valueOf(client);
    }

    private String displayName(Map<String, Object> claims) {
        Object name = claims.getOrDefault(properties.claims().name(), claims.get("preferred_username"));
        return name instanceof String text ? storable(text) : "";
    }

    private Set<Role> rolesOf(Set<String> groups) {
        return properties.roleGroups().entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<WorkspaceId> workspacesOf(Map<String, Object> claims, Set<String> groups) {
        Set<String> names = new HashSet<>(texts(claims, properties.claims().workspaces()));
        properties.workspaceGroups().forEach((workspace, members) -> {
            if (members.stream().anyMatch(groups::contains)) {
                names.add(workspace);
            }
        });
        return names.stream().flatMap(PrincipalMapping::workspace).collect(Collectors.toUnmodifiableSet());
    }

    /** A name that cannot be a workspace gives no membership; it must not lock its bearer out of the others. */
    private static Stream<WorkspaceId> workspace(String name) {
        try {
            return Stream.of(new WorkspaceId(name));
        } catch (IllegalArgumentException notAWorkspace) {
            LOG.debug("A token names a workspace that cannot exist");
            return Stream.empty();
        }
    }

    private static String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank()
                ? storable(text)
                : refuse("The token has no claim '%s'".formatted(name));
    }

    /** The database keeps no such text, and everybody's lists would stop at it. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : refuse("A claim of the token contains U+0000");
    }

    private static String refuse(String why) {
        throw new NoAccountableHumanException(why);
    }

    private static Set<String> texts(Map<String, Object> claims, List<String> names) {
        return names.stream()
                .flatMap(name -> texts(claim(claims, name)).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** By its name; where there is no claim of this name, by a path whose first part is one. */
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            if (claims.get(name.substring(0, dot)) instanceof Map<?, ?> inside) {
                return claim(inside, name.substring(dot + 1));
            }
        }
        return null;
    }

    private static Set<String> texts(@Nullable Object claim) {
        if (claim instanceof Collection<?> many) {
            return many.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        }
        return claim instanceof String one && !one.isBlank() ? Set.of(one) : Set.of();
    }
}
