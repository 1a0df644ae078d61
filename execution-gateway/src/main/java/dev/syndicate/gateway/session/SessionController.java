package dev.syndicate.gateway.session;

import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.gateway.request.Body;
import dev.syndicate.gateway.request.OnceOnly;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPrincipal;
import dev.syndicate.platform.security.Role;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Opens and closes sessions. */
@RestController
class SessionController {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,199}");
    private static final Set<String> MEMBERS = Set.of("workspace", "agent", "failMode");
    private static final Set<String> AGENT_MEMBERS = Set.of("vendor", "product", "version", "adapter");

    private final CommandGateway commands;
    private final JdbcSessions sessions;
    private final SessionSettings settings;
    private final OnceOnly once;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SessionController(
            CommandGateway commands, JdbcSessions sessions, SessionSettings settings, OnceOnly once, Clock clock) {
        this.commands = commands;
        this.sessions = sessions;
        this.settings = settings;
        this.once = once;
        this.clock = clock;
    }

    @Operation(
            summary = "Opens a session for a coding tool",
            description = "With a developer's token. The credential in the answer is shown once and stored nowhere: a"
                    + " request sent again with its Idempotency-Key names the same session, without its credential.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = SessionRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = OpenedSession.class)))
    @PostMapping(path = "/v1/sessions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> open(
            AuthenticatedPrincipal developer,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody body) {
        JsonObject request = Body.only(body.object(), MEMBERS);
        WorkspaceId workspace = Body.read(request, it -> new WorkspaceId(it.string("workspace")));
        developer.requireMemberOf(workspace);
        AgentDescription agent = agent(request);
        FailMode failMode = Body.read(request, it -> it.findString("failMode").map(FailMode::of))
                .orElse(null);
        AtomicReference<OpenedSession> first = new AtomicReference<>();
        ResponseEntity<?> kept = once.answer(
                key,
                caller(developer),
                RequestDigest.of("POST /v1/sessions", body.bytes()),
                id -> created(sessions.find(new SessionId(id))
                        .map(OpenedSession::again)
                        .orElseGet(() -> open(developer, workspace, agent, failMode, new SessionId(id), first)
                                .withoutCredential())));
        OpenedSession opened = first.get();
        return opened == null ? kept : created(opened);
    }

    private OpenedSession open(
            AuthenticatedPrincipal developer,
            WorkspaceId workspace,
            AgentDescription agent,
            @Nullable FailMode failMode,
            SessionId id,
            AtomicReference<OpenedSession> first) {
        SessionCredential credential = SessionCredential.generate(random);
        Instant now = clock.instant();
        OpenSession command = new OpenSession(
                id,
                developer.principal(),
                workspace,
                agent,
                settings.tierOf(agent.adapter()),
                failMode,
                credential.digest(),
                now.plus(settings.lifetime()),
                now);
        commands.sendAndWait(command);
        OpenedSession opened = OpenedSession.of(command, credential);
        first.set(opened);
        return opened;
    }

    private static ResponseEntity<OpenedSession> created(OpenedSession session) {
        return ResponseEntity.created(URI.create("/v1/sessions/" + session.session()))
                .body(session);
    }

    private static String caller(AuthenticatedPrincipal developer) {
        return developer.principal().issuer() + " " + developer.principal().subject();
    }

    private static AgentDescription agent(JsonObject request) {
        JsonObject agent = Body.only(Body.read(request, it -> it.object("agent")), AGENT_MEMBERS);
        return Body.read(
                agent,
                it -> new AgentDescription(
                        named("vendor", it.string("vendor")),
                        named("product", it.string("product")),
                        version(it.findString("version").orElse("")),
                        named("adapter", it.findString("adapter").orElse("rest"))));
    }

    /** Unknown where it is empty. */
    private static String version(String text) {
        return text.isEmpty() ? text : named("version", text);
    }

    /** Every action of the session carries these, and an action has no empty texts. */
    private static String named(String member, String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("agent/%s has 1 to 200 visible ASCII characters".formatted(member));
        }
        return text;
    }

    @Operation(summary = "Closes a session; its credential and permits are worthless from here on")
    @ApiResponse(responseCode = "204", description = "Closed")
    @DeleteMapping("/v1/sessions/{session}")
    ResponseEntity<Void> close(Authentication caller, @PathVariable SessionId session) {
        AgentSession known = sessions.find(session).orElseThrow(SessionController::notFound);
        Person by = closer(caller, known).orElseThrow(SessionController::notFound);
        commands.sendAndWait(new CloseSession(session, by, "Closed by request", clock.instant()));
        return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }

    /** The session itself, whoever answers for it, and operators of its workspace; for others it does not exist. */
    private static Optional<Person> closer(Authentication caller, AgentSession session) {
        return switch (caller.getPrincipal()) {
            case AgentSession itself
            when itself.session().equals(session.session()) ->
                Optional.of(session.principal().accountable());
            case AuthenticatedPrincipal person
            when mayClose(person, session) -> Optional.of(person.principal().accountable());
            case null, default -> Optional.empty();
        };
    }

    private static boolean mayClose(AuthenticatedPrincipal person, AgentSession session) {
        return person.principal().isSameAs(session.principal())
                || session.principal().isAnsweredForBy(person.principal().accountable())
                || person.has(Role.OPERATOR) && person.isMemberOf(session.workspace());
    }

    private static ProblemException notFound() {
        return new ProblemException(PlatformProblems.NOT_FOUND, "You have no such session");
    }

    /**
     * What a session is opened with.
     *
     * @param failMode what happens to a call where the gateway gives no answer, claimed of this installation; recorded, and
     *     believed no further
     */
    record SessionRequest(
            WorkspaceId workspace,
            AgentRequest agent,
            @Nullable FailMode failMode) {}

    /**
     * The coding tool.
     *
     * @param adapter what hands its actions over; {@code rest} where it is absent
     */
    record AgentRequest(
            String vendor,
            String product,
            @Nullable String version,
            @Nullable String adapter) {}
}
