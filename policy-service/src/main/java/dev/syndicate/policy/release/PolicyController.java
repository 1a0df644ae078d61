package dev.syndicate.policy.release;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.idempotency.Idempotency;
import dev.syndicate.platform.idempotency.IdempotencyKey;
import dev.syndicate.platform.idempotency.RequestDigest;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.web.RawBody;
import dev.syndicate.policy.bundle.PolicyBundle;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Publishes, releases and shows policy versions. */
@RestController
@RequestMapping("/v1/policies")
@Tag(name = "policies")
class PolicyController {

    static final String YAML = "application/yaml";
    static final String BUNDLE = "application/vnd.syndicate.policy-bundle+json";

    private final Releases releases;
    private final PolicyVersions versions;
    private final ContentStore contents;
    private final Idempotency idempotency;

    PolicyController(Releases releases, PolicyVersions versions, ContentStore contents, Idempotency idempotency) {
        this.releases = releases;
        this.versions = versions;
        this.contents = contents;
        this.idempotency = idempotency;
    }

    @Operation(
            operationId = "publishPolicy",
            summary = "Publish a bundle as the next version",
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "A bundle as docs/spec/policy-bundle.md says",
                            content = {
                                @Content(mediaType = YAML, schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(type = "object"))
                            }),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "The version; it decides nothing until somebody else activates it",
                            content = @Content(schema = @Schema(implementation = PolicyVersionView.class))))
    @PostMapping(
            consumes = {YAML, MediaType.APPLICATION_JSON_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> publish(
            AuthenticatedPerson author,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) @Schema(hidden = true) MediaType type,
            @RequestHeader(value = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key,
            RawBody body) {
        return once(author, key, RequestDigest.of("POST /v1/policies " + type.getSubtype(), body.bytes()), request -> {
            PolicyBundle bundle = MediaType.APPLICATION_JSON.isCompatibleWith(type)
                    ? PolicyBundle.fromJson(body.bytes())
                    : PolicyBundle.fromYaml(body.bytes());
            PolicyVersionView version = releases.publish(request, bundle, author.person());
            return ResponseEntity.created(URI.create("/v1/policies/" + version.version()))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(version);
        });
    }

    @Operation(operationId = "activatePolicy", summary = "Release a version that somebody else published")
    @ApiResponse(
            responseCode = "200",
            description = "The version, which decides from now on",
            content = @Content(schema = @Schema(implementation = PolicyVersionView.class)))
    @PostMapping(value = "/{version}/activate", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> activate(
            AuthenticatedPerson releaser,
            @PathVariable String version,
            @RequestHeader(value = IdempotencyKey.HEADER, required = false) @Nullable IdempotencyKey key) {
        PolicyVersion known = parse(version);
        return once(
                releaser,
                key,
                RequestDigest.of("POST /v1/policies/%s/activate".formatted(version), new byte[0]),
                request -> ResponseEntity.ok(releases.activate(request, known, releaser.person())));
    }

    @Operation(operationId = "listPolicies", summary = "The versions, the newest first")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    PolicyList list(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) @Min(1) long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return PolicyList.of(versions.list(before, limit), limit);
    }

    @Operation(operationId = "activePolicy", summary = "The version that decides now")
    @GetMapping(value = "/active", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PolicyVersionView> active() {
        return metadata(versions.active().orElseThrow(PolicyProblems::noActivePolicy));
    }

    @Operation(operationId = "activePolicyBundle", summary = "The bundle that decides now")
    @GetMapping(value = "/active", produces = BUNDLE)
    ResponseEntity<byte[]> activeBundle() {
        return bundle(versions.active().orElseThrow(PolicyProblems::noActivePolicy));
    }

    @Operation(operationId = "policy", summary = "One version")
    @GetMapping(value = "/{version}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<PolicyVersionView> one(@PathVariable String version) {
        return metadata(find(version));
    }

    @Operation(
            operationId = "policyBundle",
            summary = "The canonical bundle of one version: the bytes whose SHA-256 the version names")
    @GetMapping(value = "/{version}", produces = BUNDLE)
    ResponseEntity<byte[]> oneBundle(@PathVariable String version) {
        return bundle(find(version));
    }

    private ResponseEntity<?> once(
            AuthenticatedPerson caller,
            @Nullable IdempotencyKey key,
            Digest request,
            Function<UUID, ResponseEntity<?>> work) {
        return idempotency.once(
                key, caller.person().issuer() + " " + caller.person().subject(), request, work);
    }

    private PolicyVersionView find(String version) {
        return versions.find(parse(version)).orElseThrow(() -> PolicyProblems.unknownVersion(version));
    }

    private static PolicyVersion parse(String version) {
        try {
            return PolicyVersion.parse(version);
        } catch (IllegalArgumentException malformed) {
            throw PolicyProblems.unknownVersion(version);
        }
    }

    private static ResponseEntity<PolicyVersionView> metadata(PolicyVersionView version) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(version);
    }

    private ResponseEntity<byte[]> bundle(PolicyVersionView version) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(BUNDLE))
                .eTag("\"" + version.version() + "\"")
                .body(contents.get(version.bundle()));
    }
}
