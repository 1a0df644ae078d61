package dev.syndicate.platform.security;

import dev.syndicate.contracts.id.WorkspaceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed and what they give.
 *
 * @param issuer the OpenID provider; a token's {@code iss} equals it exactly
 * @param jwkSetUri where its keys are, if not where its discovery document says
 * @param audience must be among a token's {@code aud}
 * @param clockSkew how far the provider's clock may be off
 * @param roleGroups the groups that give a role; a role that is not here is held by nobody
 * @param workspaceGroups groups that give membership of a workspace, besides the {@code workspaces} claim
 * @param claims the names of the claims, for providers that call them differently; a path with dots reaches into one
 * @param workloads clients that may act without a person at the keyboard, by client id
 */
@Validated
@ConfigurationProperties("syndicate.security")
public record SecurityProperties(
        @NotBlank String issuer,
        @Nullable URI jwkSetUri,
        @NotBlank @DefaultValue("syndicate") String audience,

        @NotNull @DurationMax(seconds = 60) @DefaultValue("10s")
        Duration clockSkew,

        @DefaultValue Map<Role, Set<String>> roleGroups,
        @DefaultValue Map<String, Set<String>> workspaceGroups,
        @Valid @DefaultValue Claims claims,
        @DefaultValue Map<String, @Valid Workload> workloads) {

    /**
     * The names of the claims, for providers that call them differently. A name with dots that is no claim is a path into
     * one, for example {@code realm_access.roles}.
     *
     * @param groups what several claims say counts together
     * @param workspaces likewise
     */
    public record Claims(
            @NotBlank @DefaultValue("name") String name,
            @NotEmpty @DefaultValue("groups") List<@NotBlank String> groups,
            @NotEmpty @DefaultValue("workspaces") List<@NotBlank String> workspaces) {

        public Claims {
            groups = List.copyOf(groups);
            workspaces = List.copyOf(workspaces);
        }
    }

    /**
     * A client without a person at the keyboard.
     *
     * @param owner the human who answers for it
     */
    public record Workload(
            @NotBlank String name,
            @Valid @NotNull Owner owner,
            @DefaultValue Set<Role> roles,
            @DefaultValue Set<WorkspaceId> workspaces) {

        public Workload {
            if (!Set.of(Role.DEVELOPER, Role.AGENT).containsAll(roles)) {
                throw new IllegalArgumentException("A workload is a developer or an agent, nothing else");
            }
        }
    }

    /** A person of the same issuer. */
    public record Owner(@NotBlank String subject, @NotBlank String name) {}
}
