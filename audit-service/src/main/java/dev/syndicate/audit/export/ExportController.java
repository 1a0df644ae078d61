package dev.syndicate.audit.export;

import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.platform.security.AuthenticatedPerson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "Exports")
class ExportController {

    static final String BUNDLE = "application/vnd.syndicate.bundle+jsonl";

    private final Exports exports;

    ExportController(Exports exports) {
        this.exports = exports;
    }

    @Operation(
            summary = "A bundle of every record from the first one asked for to the newest checkpoint",
            description = "Verified offline with the log's key; docs/spec/chain-format.md, section 7")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = BUNDLE, schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/v1/export", produces = BUNDLE)
    ResponseEntity<StreamingResponseBody> export(
            AuthenticatedPerson caller, @RequestParam(defaultValue = "0") long first) {
        return answer(exports.range(first, caller.person()), "syndicate-records-from-" + first);
    }

    @Operation(
            summary = "A bundle of the records of one action, each with its inclusion proof",
            description = "Verified offline with the log's key; docs/spec/chain-format.md, section 7")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = BUNDLE, schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = "/v1/actions/{id}/evidence", produces = BUNDLE)
    ResponseEntity<StreamingResponseBody> evidence(AuthenticatedPerson caller, @PathVariable UUID id) {
        return answer(exports.evidence(new ActionId(id).toString(), caller.person()), "syndicate-evidence-" + id);
    }

    private static ResponseEntity<StreamingResponseBody> answer(Exports.Bundle bundle, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(BUNDLE))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".jsonl\"")
                .body(bundle::writeTo);
    }
}
