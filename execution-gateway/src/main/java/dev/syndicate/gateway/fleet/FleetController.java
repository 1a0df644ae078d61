package dev.syndicate.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPrincipal;
import dev.syndicate.platform.security.AuthorizationRules;
import dev.syndicate.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the fleet to those who answer for it. */
@RestController
class FleetController {

    private static final int MAX_PAGE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcFleet fleet;
    private final FleetSettings settings;
    private final Clock clock;

    FleetController(JdbcFleet fleet, FleetSettings settings, Clock clock) {
        this.fleet = fleet;
        this.settings = settings;
        this.clock = clock;
    }

    @Operation(
            summary = "Lists the governed installations of coding tools",
            description =
                    "In the caller's workspaces: how each is enforced, when its last call came, its last canary and"
                            + " gaps, and whether it has gone quiet. For operators and auditors.")
    @GetMapping("/v1/fleet")
    FleetPage fleet(
            AuthenticatedPrincipal caller,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable SessionId after,
            @RequestParam(defaultValue = "200") int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "limit is between 1 and %d".formatted(MAX_PAGE));
        }
        if (caller.workspaces().isEmpty()) {
            return new FleetPage(List.of(), null);
        }
        Instant now = clock.instant();
        Instant quiet = now.minus(settings.quietAfter());
        List<InstallationView> all =
                fleet.installations(caller.workspaces(), now, after == null ? FIRST : after.value(), limit).stream()
                        .map(row -> row.since(quiet))
                        .toList();
        return new FleetPage(
                all.stream()
                        .filter(it -> state == null || it.state().wireName().equals(state))
                        .toList(),
                all.size() == limit ? all.getLast().session() : null);
    }

    /**
     * One page.
     *
     * @param next what {@code after} is for the next page; absent on the last one. With a filter a page may be shorter
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FleetPage(
            List<InstallationView> installations, @Nullable SessionId next) {}

    @Configuration(proxyBeanMethods = false)
    static class Access {

        @Bean
        AuthorizationRules fleetRules() {
            return requests -> requests.requestMatchers(HttpMethod.GET, "/v1/fleet")
                    .hasAnyRole(Role.names(Role.OPERATOR, Role.AUDITOR));
        }
    }
}
