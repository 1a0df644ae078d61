package dev.syndicate.audit.evidence;

import dev.syndicate.audit.reading.Question;
import dev.syndicate.audit.reading.Reads;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "Evidence")
class EvidenceController {

    static final String ZIP = "application/zip";
    static final String JSONL = "application/vnd.syndicate.bundle+jsonl";

    private static final long MOST_WITH_CONTENT = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DESCRIPTION = "A ZIP archive; docs/spec/evidence.md";

    private final Selections selections;
    private final Periods periods;
    private final Evidence evidence;
    private final Reads reads;
    private final Clock clock;

    EvidenceController(Selections selections, Periods periods, Evidence evidence, Reads reads, Clock clock) {
        this.selections = selections;
        this.periods = periods;
        this.evidence = evidence;
        this.reads = reads;
        this.clock = clock;
    }

    @Operation(
            summary = "The evidence of one action",
            description = DESCRIPTION + ". With format=jsonl, or asked for by its media type, the bundle alone")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = JSONL, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping(
            path = "/v1/actions/{id}/evidence",
            produces = {ZIP, JSONL})
    ResponseEntity<StreamingResponseBody> action(
            AuthenticatedPerson caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Subject.OfAction subject = new Subject.OfAction(new ActionId(id).toString());
        return answer(caller, subject, selections.of(subject), isPlain(format, accept), true);
    }

    @Operation(summary = "The evidence of one session", description = DESCRIPTION)
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = JSONL, schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping(
            path = "/v1/sessions/{id}/evidence",
            produces = {ZIP, JSONL})
    ResponseEntity<StreamingResponseBody> session(
            AuthenticatedPerson caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        Subject.OfSession subject = new Subject.OfSession(new SessionId(id).toString());
        return answer(caller, subject, selections.of(subject), isPlain(format, accept), true);
    }

    @Operation(
            summary = "The evidence of a time: every record that was recorded in it",
            description = DESCRIPTION + ". Proves its count. 'to' is now when it is absent; content=left-out leaves"
                    + " canonical actions out")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/v1/evidence", produces = ZIP)
    ResponseEntity<StreamingResponseBody> period(
            AuthenticatedPerson caller,
            @RequestParam Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "included") String content) {
        Subject.OfPeriod subject = period(from, to);
        boolean withContent = isIncluded(content);
        close(caller, subject);
        Holding holding = periods.of(subject);
        if (withContent && holding.ofSubject() > MOST_WITH_CONTENT) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "More than %d records: ask for a shorter time, or for content=left-out"
                            .formatted(MOST_WITH_CONTENT));
        }
        return answer(caller, subject, holding, false, withContent);
    }

    private Subject.OfPeriod period(Instant from, @Nullable Instant to) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant end = to == null ? now : to;
        if (end.isAfter(now) || !from.isBefore(end) || from.isBefore(Instant.EPOCH)) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST, "'from' lies before 'to', and 'to' not in the future");
        }
        return new Subject.OfPeriod(from.truncatedTo(ChronoUnit.MICROS), end.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * A time that reaches to the end of the chain is closed by a later record: that of this very question. Where the chain
     * stands still, the evidence says that it is open.
     */
    private void close(AuthenticatedPerson caller, Subject.OfPeriod subject) {
        if (periods.isClosed(subject.to())) {
            return;
        }
        Question question =
                Question.about("evidence").with("from", subject.from()).with("to", subject.to());
        reads.record(caller.person(), question, LongStream.empty());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!periods.isClosed(subject.to()) && System.nanoTime() < end) {
            pause();
        }
    }

    private ResponseEntity<StreamingResponseBody> answer(
            AuthenticatedPerson caller, Subject subject, Holding holding, boolean plain, boolean withContent) {
        Archive.Body body = plain
                ? evidence.bundle(subject, holding, caller.person())
                : evidence.archive(subject, holding, withContent, caller.person());
        String name = "syndicate-evidence-" + subject.fileName() + (plain ? ".jsonl" : ".zip");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(plain ? JSONL : ZIP))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(body::writeTo);
    }

    private static boolean isPlain(@Nullable String format, @Nullable String accept) {
        return switch (Optional.ofNullable(format).orElse("")) {
            case "" -> accept != null && accept.contains(JSONL);
            case "zip" -> false;
            case "jsonl" -> true;
            default -> throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'format' is zip or jsonl");
        };
    }

    private static boolean isIncluded(String content) {
        return switch (content) {
            case "included" -> true;
            case "left-out" -> false;
            default ->
                throw new ProblemException(PlatformProblems.INVALID_REQUEST, "'content' is included or left-out");
        };
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
