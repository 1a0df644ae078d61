package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.request.Body;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.gateway.session.SessionReports;
import dev.syndicate.platform.web.RawBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what our shim says about itself: when it could not ask, and that a canary was not stopped. */
@RestController
class HookReportController {

    private static final Set<String> MEMBERS = Set.of("report", "host", "from", "until", "denied");
    private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9._-]{0,200}");

    /** Year 9999: beyond it an instant has no ordinary text. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final SessionReports reports;

    HookReportController(SessionReports reports) {
        this.reports = reports;
    }

    @Operation(
            summary = "Reports calls that a hook denied by itself, because it could not ask",
            description = "Who, when and how many; never what. The same report sent again counts once.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = GapRequest.class))))
    @ApiResponse(responseCode = "204", description = "On record")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping("/v1/hooks/gaps")
    void gap(AgentSession session, RawBody body) {
        GapRequest gap = Body.read(Body.only(body.object(), MEMBERS), HookReportController::read);
        reports.gap(
                session,
                gap.report(),
                gap.host(),
                Instant.ofEpochSecond(gap.from()),
                Instant.ofEpochSecond(gap.until()),
                gap.denied());
    }

    private static GapRequest read(JsonObject body) {
        return new GapRequest(
                Digest.parse(body.string("report")),
                body.findString("host").orElse(""),
                body.integer("from"),
                body.integer("until"),
                body.integer("denied"));
    }

    @Operation(
            summary = "Says that the canary ran",
            description = "Sent by the canary itself: no hook stopped it. An incident of the session.")
    @ApiResponse(responseCode = "204", description = "On record")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping("/v1/hooks/canary")
    void canaryRan(AgentSession session) {
        reports.canary(session, false);
    }

    /**
     * A gap.
     *
     * @param report names the report
     * @param host the machine's name
     * @param from seconds since 1970, when the first call was denied
     * @param until seconds since 1970, when the last call was denied
     * @param denied how many
     */
    record GapRequest(Digest report, String host, long from, long until, long denied) {

        GapRequest {
            if (!MACHINE.matcher(host).matches()) {
                throw new IllegalArgumentException("host is a machine's name");
            }
            if (from < 0 || until < from || until > LAST_SECOND) {
                throw new IllegalArgumentException("from and until are seconds since 1970, in this order");
            }
            if (denied < 1 || denied > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("denied counts calls");
            }
        }
    }
}
