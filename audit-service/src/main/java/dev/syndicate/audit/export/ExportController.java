package dev.syndicate.audit.export;

import dev.syndicate.audit.format.Formats;
import dev.syndicate.audit.format.RecordFormat;
import dev.syndicate.audit.records.RecordFilter;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "Exports")
class ExportController {

    static final String BUNDLE = "application/vnd.syndicate.bundle+jsonl";
    static final String MANIFEST = "application/vnd.syndicate.export-manifest+json";

    /** Names the export in every answer that carries its bytes. */
    static final String EXPORT = "Syndicate-Export";

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-");

    private final Exports exports;
    private final FormattedExports formatted;

    ExportController(Exports exports, FormattedExports formatted) {
        this.exports = exports;
        this.formatted = formatted;
    }

    @Operation(
            summary = "Records up to the newest checkpoint, in one of several forms",
            description = "Without a format a bundle of every record from the first one asked for, which is verified"
                    + " offline with the log's key (docs/spec/chain-format.md, section 7). With a format the matching"
                    + " records of a range (docs/operations/exports.md); the answer names the export, which can be"
                    + " continued and has a signed manifest")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = BUNDLE, schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/v1/export")
    ResponseEntity<StreamingResponseBody> export(
            AuthenticatedPerson caller,
            @RequestParam(defaultValue = "bundle")
                    @Parameter(description = "bundle, jsonl, csv, ocsf, cloudevents or syslog")
                    String format,
            @RequestParam(defaultValue = "0") long first,
            @RequestParam(required = false) @Nullable Long last,
            @ParameterObject RecordFilter filter) {
        if (format.equals("bundle")) {
            return bundle(caller, first, last, filter);
        }
        Export export = formatted.start(form(format), filter, first, last, caller.person());
        return headers(ResponseEntity.ok(), export).body(out -> formatted.write(export, out));
    }

    /**
     * An export that was started.
     *
     * @param filter what a record has to be; empty for every record of the range
     * @param first the first sequence that is looked at
     * @param last the last sequence that is looked at
     * @param measure absent until it was once read to its end, or its manifest was asked for
     */
    record ExportView(
            UUID id,
            String format,
            Map<String, @Nullable Object> filter,
            long first,
            long last,
            Instant requestedAt,
            @Nullable Measure measure) {

        /** @param digest SHA-256 of the octets */
        record Measure(long count, long bytes, String digest) {}

        static ExportView of(Export export) {
            return new ExportView(
                    export.id(),
                    export.format().name(),
                    export.filter().toPlain(),
                    export.first(),
                    export.last(),
                    export.requestedAt(),
                    export.measured()
                            .map(measure -> new Measure(
                                    measure.count(),
                                    measure.bytes(),
                                    measure.digest().toString()))
                            .orElse(null));
        }
    }

    /** The newest first, at most a hundred. */
    record ExportList(List<ExportView> exports) {}

    @Operation(
            summary = "Start an export, and read it later",
            description = "What 'GET /v1/export' answers with this format, range and filter is at the Location")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ExportView.class)))
    @PostMapping(path = "/v1/exports")
    ResponseEntity<ExportView> start(
            AuthenticatedPerson caller,
            @RequestParam @Parameter(description = "jsonl, csv, ocsf, cloudevents or syslog") String format,
            @RequestParam(defaultValue = "0") long first,
            @RequestParam(required = false) @Nullable Long last,
            @ParameterObject RecordFilter filter) {
        Export export = formatted.start(form(format), filter, first, last, caller.person());
        return ResponseEntity.created(URI.create("/v1/exports/" + export.id())).body(ExportView.of(export));
    }

    @Operation(summary = "The latest exports that the caller started, the newest first")
    @GetMapping(path = "/v1/exports")
    ExportList own(AuthenticatedPerson caller) {
        return new ExportList(
                formatted.by(caller.person()).stream().map(ExportView::of).toList());
    }

    @Operation(
            summary = "An export that was started, again or from where it broke off",
            description = "Either 'after', the last whole record that arrived, or a Range header 'bytes=N-'. What was"
                    + " received and this together are the bytes of the whole. Only for whoever started it")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/v1/exports/{id}")
    ResponseEntity<StreamingResponseBody> again(
            AuthenticatedPerson caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") long after,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range) {
        Export export = formatted.of(id, caller.person());
        Matcher asked = RANGE.matcher(range == null ? "" : range);
        if (asked.matches()) {
            return from(export, Long.parseLong(asked.group(1)));
        }
        return headers(ResponseEntity.ok(), export).body(out -> formatted.writeAfter(export, after, out));
    }

    @Operation(
            summary = "What an export holds: range, filter, count and digest, signed",
            description = "docs/spec/export-manifest.md. Until an export was once read to its end, asking for its"
                    + " manifest takes as long as reading it")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MANIFEST, schema = @Schema(type = "object")))
    @GetMapping(path = "/v1/exports/{id}/manifest", produces = MANIFEST)
    ResponseEntity<String> manifest(AuthenticatedPerson caller, @PathVariable UUID id) {
        return ResponseEntity.ok(
                formatted.manifest(formatted.of(id, caller.person())).json().toString());
    }

    private static RecordFormat form(String name) {
        return Formats.find(name)
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.INVALID_REQUEST, "'format' is bundle, " + String.join(", ", Formats.names())));
    }

    private ResponseEntity<StreamingResponseBody> bundle(
            AuthenticatedPerson caller, long first, @Nullable Long last, RecordFilter filter) {
        if (last != null || !formatted.isEverything(filter)) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    "A bundle holds every record up to the newest checkpoint; 'last' and filters need a 'format'");
        }
        return answer(exports.range(first, caller.person()), "syndicate-records-from-" + first);
    }

    /** The whole is written again and the front of it left out: no byte of it depends on where a client broke off. */
    private ResponseEntity<StreamingResponseBody> from(Export export, long offset) {
        long length = formatted.measured(export).bytes();
        if (offset >= length) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + length)
                    .build();
        }
        return headers(ResponseEntity.status(HttpStatus.PARTIAL_CONTENT), export)
                .header(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(offset, length - 1, length))
                .contentLength(length - offset)
                .body(out -> formatted.write(export, new SkippingStream(out, offset)));
    }

    private static ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder answer, Export export) {
        String name = "syndicate-records-%d-%d.%s"
                .formatted(export.first(), export.last(), export.format().fileType());
        return answer.contentType(MediaType.parseMediaType(export.format().mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.LINK, "</v1/exports/%s/manifest>; rel=\"describedby\"".formatted(export.id()))
                .header(EXPORT, export.id().toString());
    }

    private static ResponseEntity<StreamingResponseBody> answer(Exports.Bundle bundle, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(BUNDLE))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".jsonl\"")
                .body(bundle::writeTo);
    }
}
