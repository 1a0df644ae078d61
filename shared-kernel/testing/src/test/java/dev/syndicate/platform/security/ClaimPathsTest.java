package dev.syndicate.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.id.WorkspaceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims where providers put them: at the top, under a name with dots, or inside another claim. */
class ClaimPathsTest {

    private static final Map<String, Object> PERSON = Map.of("sub", "3f1c", "name", "Riley Chen", "azp", "console");

    @Test
    void readsKeycloaksRealmRolesBesideGroups() {
        AuthenticatedPerson riley = person(
                List.of("groups", "realm_access.roles"),
                Map.of(
                        "groups", List.of("/checkout/reviewers"),
                        "realm_access", Map.of("roles", List.of("syndicate-reviewers", "offline_access"))));
        assertThat(riley.roles()).containsExactly(Role.REVIEWER);
        assertThat(riley.workspaces()).containsExactly(new WorkspaceId("acme/checkout"));
        assertThat(riley.groups()).contains("/checkout/reviewers", "syndicate-reviewers");
    }

    @Test
    void readsClientRolesAlsoOfAClientWithDots() {
        AuthenticatedPerson riley = person(
                List.of("resource_access.syndicate.example.com.roles"),
                Map.of(
                        "resource_access",
                        Map.of("syndicate.example.com", Map.of("roles", List.of("syndicate-reviewers")))));
        assertThat(riley.roles()).containsExactly(Role.REVIEWER);
    }

    @Test
    void takesANameAsItIsBeforeItIsAPath() {
        AuthenticatedPerson riley = person(
                List.of("https://acme.example/groups"),
                Map.of(
                        "https://acme.example/groups", List.of("syndicate-reviewers"),
                        "https://acme", Map.of("example/groups", List.of("another"))));
        assertThat(riley.groups()).containsExactly("syndicate-reviewers");
    }

    @Test
    void findsNothingWhereThePathLeadsNowhere() {
        AuthenticatedPerson riley = person(
                List.of("realm_access.roles", "realm_access.roles.more", "absent.roles"),
                Map.of("realm_access", Map.of("roles", Map.of("syndicate-reviewers", true))));
        assertThat(riley.roles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "name"})
    void refusesWhatTheDatabaseCannotKeep(String claim) {
        assertThatThrownBy(() -> person(List.of("groups"), Map.of(claim, "riley\0")))
                .isInstanceOf(NoAccountableHumanException.class)
                .hasMessageContaining("U+0000");
    }

    private static AuthenticatedPerson person(List<String> groups, Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(PERSON);
        claims.putAll(more);
        return new PrincipalMapping(new SecurityProperties(
                        "https://sso.example.com",
                        null,
                        "syndicate",
                        Duration.ofSeconds(10),
                        Map.of(Role.REVIEWER, Set.of("syndicate-reviewers")),
                        Map.of("acme/checkout", Set.of("/checkout/reviewers")),
                        new SecurityProperties.Claims("name", groups, List.of("workspaces")),
                        Map.of()))
                .person(claims);
    }
}
