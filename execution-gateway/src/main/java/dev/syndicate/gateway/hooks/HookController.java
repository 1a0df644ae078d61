package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.Json;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Coding tools' hooks. Hosts let a tool run on any answer but a well-formed deny, so everything that goes wrong before a
 * tool runs is answered 200 with a deny: bad credentials, bad bodies, and our own failures.
 */
@RestController
class HookController {

    private static final Duration LONGEST_POLL = Duration.ofSeconds(60);

    private final HookRequests requests;
    private final HookSettings settings;
    private final ReferredFiles files;

    HookController(HookRequests requests, HookSettings settings, ReferredFiles files) {
        this.requests = requests;
        this.settings = settings;
        this.files = files;
    }

    @Operation(
            summary = "Answers Claude Code's HTTP hooks",
            description =
                    "PreToolUse, PostToolUse, PostToolUseFailure and SessionStart, in the host's own shape and always"
                            + " with 200; before a tool runs always allow or deny, and defer where the hook says that it is"
                            + " headless and people have to decide.",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(
            responseCode = "200",
            description = "hookSpecificOutput with permissionDecision and permissionDecisionReason",
            content = @Content(schema = @Schema(type = "object")))
    @PostMapping("/v1/hooks/claude-code")
    void claudeCode(
            @Parameter(hidden = true) Optional<AgentSession> session,
            @RequestHeader(name = "Syndicate-Headless", required = false) @Nullable String headless,
            @RequestHeader(name = "Syndicate-On-Failure", required = false) @Nullable String onFailure,
            HttpServletRequest request,
            HttpServletResponse response) {
        HookReply reply = new HookReply(response);
        Patience patience = "1".equals(headless) || "true".equals(headless)
                ? new Patience(settings.deferAfter(), Patience.Then.DEFER, reply::isAttended)
                : new Patience(settings.hold(), Patience.Then.DENY, reply::isAttended);
        Host host = Host.named("claude-code").orElseThrow();
        Facts facts = Facts.hooked("block".equals(onFailure));
        Judgement judgement = requests.judged(
                session,
                request,
                (known, envelope, gone) -> requests.judge(known, host, envelope.event(), facts, patience, gone));
        reply.answer(host, request, judgement);
    }

    @Operation(
            summary = "Answers a command hook, through our shim",
            description =
                    "The body is the host's own event, as it stands or behind the shim's lines of facts. The answer is"
                            + " in the host's own shape and always 200; the header Syndicate-Verdict says allow, deny, again, noted"
                            + " or alarm. With Syndicate-Wait the request is held for people, at most 60 seconds, and answered"
                            + " again where the shim should look once more and repeat it.",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(
            responseCode = "200",
            description = "In the host's own shape",
            content = @Content(schema = @Schema(type = "object")))
    @PostMapping("/v1/hooks/{host}/calls")
    void call(
            @PathVariable("host") String name,
            @Parameter(hidden = true) Optional<AgentSession> session,
            @RequestHeader(name = "Syndicate-Wait", required = false) @Nullable String wait,
            HttpServletRequest request,
            HttpServletResponse response) {
        Host host = host(name);
        HookReply reply = new HookReply(response);
        Patience patience = patience(wait, reply);
        Judgement judgement = requests.judged(
                session,
                request,
                (known, envelope, gone) ->
                        requests.judge(known, host, envelope.event(), envelope.facts(), patience, gone));
        reply.answer(host, request, judgement);
    }

    @Operation(
            summary = "Says which files a call may rely on, for our shim to pin",
            description =
                    "Lines of target PATH, word PATH and program NAME; pre-images FILE SUM asks for the contents of the"
                            + " targets too, up to so many bytes each and together. Where the event is none, the answer is the deny"
                            + " that the call itself would get.",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(
            responseCode = "200",
            description = "One question a line",
            content = @Content(schema = @Schema(type = "string")))
    @PostMapping("/v1/hooks/{host}/operands")
    void operands(
            @PathVariable("host") String name,
            @Parameter(hidden = true) Optional<AgentSession> session,
            HttpServletRequest request,
            HttpServletResponse response) {
        Host host = host(name);
        HookReply reply = new HookReply(response);
        List<String> lines = new ArrayList<>();
        Judgement judgement = requests.judged(session, request, (_, envelope, _) -> {
            lines.addAll(files.questions(host, Json.parseObject(envelope.event())));
            return new Judgement.Given(new HookAnswer.Noted(Phase.BEFORE));
        });
        if (judgement instanceof Judgement.Given(HookAnswer.Noted _)) {
            reply.questions(lines);
        } else {
            reply.answer(host, request, judgement);
        }
    }

    private static Host host(String name) {
        return Host.named(name)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "No such coding tool is known"));
    }

    /** A poll of zero seconds is the last one: whoever is still undecided then is denied. */
    private Patience patience(@Nullable String wait, HookReply reply) {
        if (wait == null || !wait.matches("[0-9]{1,5}")) {
            return new Patience(settings.hold(), Patience.Then.DENY, reply::isAttended);
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(wait));
        Duration longest = asked.compareTo(LONGEST_POLL) < 0 ? asked : LONGEST_POLL;
        return new Patience(longest, asked.isZero() ? Patience.Then.DENY : Patience.Then.AGAIN, reply::isAttended);
    }
}
