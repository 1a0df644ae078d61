package dev.syndicate.approval.explorer;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.problem.ProblemType;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriBuilder;

/**
 * audit-service's API, called with the person's own token: it decides what they may, puts their reading on record, and
 * counts them as one of two. What it refuses is refused here in its words; what it does not answer is
 * {@code peer-unavailable}.
 */
class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String PROBLEMS = "https://syndicate.dev/problems/";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final RestClient audit;
    private final RestClient patient;

    /** @param patient waits for what takes as long as reading an export */
    AuditTrail(RestClient audit, RestClient patient) {
        this.audit = audit;
        this.patient = patient;
    }

    /** Records that match, with the parameters of {@code GET /v1/records}. */
    JsonObject records(Map<String, String> query) {
        return ask(audit.get().uri(address -> with(address.path("/v1/records"), query)));
    }

    JsonObject record(long sequence) {
        return get("/v1/records/" + sequence);
    }

    JsonObject proof(long sequence) {
        return get("/v1/records/" + sequence + "/proof");
    }

    /** What was recorded of an action, in order. */
    JsonObject story(String action) {
        return ask(audit.get().uri("/v1/actions/{action}/story", action));
    }

    JsonObject integrity() {
        return get("/v1/integrity");
    }

    /** What waits for a second person. */
    JsonObject confirmations() {
        return get("/v1/confirmations");
    }

    /** Signs for the release of a finding. */
    JsonObject release(String finding, String reason) {
        return ask(audit.post()
                .uri("/v1/integrity/findings/{finding}/release", finding)
                .contentType(MediaType.APPLICATION_JSON)
                .body(CanonicalJson.bytes(
                        JsonObject.builder().put("reason", reason).build())));
    }

    JsonObject chain() {
        return get("/v1/chain");
    }

    /** The latest verifications, the newest first. */
    JsonObject verifications() {
        return get("/v1/verifications");
    }

    JsonObject verification(UUID id) {
        return get("/v1/verifications/" + id);
    }

    /** Starts to verify everything, and does not wait for the result. */
    JsonObject verify() {
        return ask(audit.post().uri("/v1/verifications").header("Prefer", "respond-async"));
    }

    /** The latest exports of who asks, the newest first. */
    JsonObject exports() {
        return get("/v1/exports");
    }

    /** Starts one, with the parameters of {@code POST /v1/exports}. */
    JsonObject startExport(Map<String, String> query) {
        return ask(audit.post().uri(address -> with(address.path("/v1/exports"), query)));
    }

    /** What the export holds; takes as long as reading it when nobody has yet. */
    JsonObject manifest(UUID export) {
        return ask(patient.get().uri("/v1/exports/{export}/manifest", export));
    }

    /** The bytes of an export. Whoever has them hands them on or closes them. */
    Download export(UUID export) {
        return download("/v1/exports/{id}", export);
    }

    /** The evidence of an action, with content; that somebody took it is on record. */
    Download evidenceOfAction(UUID action) {
        return download("/v1/actions/{id}/evidence", action);
    }

    /** The evidence of a session. */
    Download evidenceOfSession(UUID session) {
        return download("/v1/sessions/{id}/evidence", session);
    }

    private Download download(String address, UUID id) {
        return answered(() -> patient.get()
                .uri(address, id)
                .accept(MediaType.ALL)
                .exchangeForRequiredValue(
                        (asked, answer) -> {
                            if (answer.getStatusCode().isError()) {
                                try (answer) {
                                    throw refused(
                                            answer.getStatusCode(),
                                            parsed(answer.getBody().readAllBytes()));
                                }
                            }
                            return new Download(answer);
                        },
                        false));
    }

    private JsonObject get(String address) {
        return ask(audit.get().uri(address));
    }

    /** As JSON that can be read in one way only: the bytes of a record are made again of it. */
    private static JsonObject ask(RestClient.RequestHeadersSpec<?> request) {
        return answered(() -> request.accept(MediaType.ALL).exchangeForRequiredValue((asked, answer) -> {
            JsonObject body = parsed(answer.getBody().readAllBytes());
            if (answer.getStatusCode().isError()) {
                throw refused(answer.getStatusCode(), body);
            }
            return body;
        }));
    }

    private static <T> T answered(Supplier<T> request) {
        try {
            return request.get();
        } catch (ResourceAccessException unreachable) {
            LOG.warn("audit-service does not answer: {}", unreachable.getMessage());
            throw new ProblemException(PlatformProblems.PEER_UNAVAILABLE, "audit-service does not answer.");
        }
    }

    private static URI with(UriBuilder address, Map<String, String> query) {
        query.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.build(query);
    }

    private static ProblemException refused(HttpStatusCode status, JsonObject problem) {
        if (status.value() == PlatformProblems.UNAUTHENTICATED.status()) {
            return new ProblemException(
                    PlatformProblems.INVALID_TOKEN,
                    "audit-service does not accept your sign-in any more. Sign in again.");
        }
        String type = problem.findString("type").orElse("").replace(PROBLEMS, "");
        return new ProblemException(
                new ProblemType(
                        SLUG.matcher(type).matches() ? type : PlatformProblems.PEER_UNAVAILABLE.slug(),
                        problem.findString("title").orElse("audit-service did not answer as expected"),
                        status.value()),
                problem.findString("detail").orElse("audit-service answered " + status.value()));
    }

    private static JsonObject parsed(byte[] body) {
        try {
            return Json.parseObject(body);
        } catch (InadmissibleJsonException unreadable) {
            LOG.warn("audit-service's answer cannot be read: {}", unreadable.getMessage());
            throw new ProblemException(
                    PlatformProblems.PEER_UNAVAILABLE, "audit-service does not answer as it is expected to.");
        }
    }
}
