package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.ActionDigest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.eventstore.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Amendments over HTTP, drafted by a stand-in for execution-gateway. */
class AmendmentIT extends ApprovalServiceIT {

    private static final List<DraftAmendment> DRAFTED = new CopyOnWriteArrayList<>();
    private static final HttpServer GATEWAY = gateway();

    @Autowired
    private EventStore events;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        registry.add(
                "syndicate.services.peers.execution-gateway.url",
                () -> "http://127.0.0.1:" + GATEWAY.getAddress().getPort());
    }

    @BeforeEach
    void nothingIsDrafted() {
        DRAFTED.clear();
    }

    @Test
    void endsTheRequestWithBothDigestsAndTheReviewer() {
        ApprovalId approval = ask(proposed());
        String id = UUID.randomUUID().toString();
        Answer amended = amend(approval, id, "git push --dry-run");
        assertThat(amended.status()).as(amended.body().toString()).isEqualTo(200);
        assertThat(amended.text("state")).isEqualTo("amended");
        assertThat(amended.body().path("amended").path("action").asString()).isEqualTo(id);
        assertThat(DRAFTED)
                .singleElement()
                .satisfies(draft -> assertThat(draft.parameters()).isEqualTo("{\"command\":\"git push --dry-run\"}"));
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "ApprovalAmended");
        Answer seen = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        assertThat(seen.text("state")).isEqualTo("amended");
        assertThat(seen.body().path("ending").path("amendedBy").asString()).isEqualTo(id);
        assertThat(vote(PEOPLE.robin(), approval, "approve").problem()).isEqualTo("approval-ended");
    }

    @Test
    void takesTheSameAmendmentTwiceAsOne() {
        ApprovalId approval = ask(proposed());
        String id = UUID.randomUUID().toString();
        Answer first = amend(approval, id, "make test");
        assertThat(amend(approval, id, "make test").body()).isEqualTo(first.body());
        assertThat(amend(approval, UUID.randomUUID().toString(), "make test").problem())
                .isEqualTo("approval-ended");
        assertThat(eventsOf(approval)).containsExactly("ApprovalRequested", "ApprovalAmended", "AmendmentRefused");
        assertThat(DRAFTED).hasSize(1);
    }

    @Test
    void draftsNothingForWhoeverCouldNotVote() {
        ApprovalId own = ask(proposed().by("riley", "Riley Reviewer"));
        assertThat(amend(own, UUID.randomUUID().toString(), "make").problem()).isEqualTo("requester-cannot-approve");
        ApprovalId latched = ask(proposed());
        AUDIT.hasAFinding();
        assertThat(amend(latched, UUID.randomUUID().toString(), "make").problem())
                .isEqualTo("integrity-not-clear");
        AUDIT.isClear();
        assertThat(post(
                                PEOPLE.dana(),
                                path(latched),
                                slip(latched, UUID.randomUUID().toString(), "make"))
                        .problem())
                .isEqualTo("requester-cannot-approve");
        assertThat(DRAFTED).isEmpty();
        assertThat(eventsOf(latched)).containsExactly("ApprovalRequested", "AmendmentRefused", "AmendmentRefused");
        assertThat(state(latched)).isEqualTo("open");
    }

    @Test
    void refusesOtherDigestsAndBodiesThatAreNone() {
        ApprovalId approval = ask(proposed());
        String slip = slip(approval, UUID.randomUUID().toString(), "make");
        String digest = "sha256:" + "0".repeat(64);
        assertThat(post(PEOPLE.riley(), path(approval), slip.replaceFirst("sha256:[0-9a-f]{64}", digest))
                        .problem())
                .isEqualTo("digest-mismatch");
        for (String body : List.of(
                "{}", "[]", slip.replace("parameters", "params"), slip.replace("{\"command\":\"make\"}", "\"make\""))) {
            assertThat(post(PEOPLE.riley(), path(approval), body).status()).isEqualTo(400);
        }
        assertThat(state(approval)).isEqualTo("open");
    }

    private Answer amend(ApprovalId approval, String id, String command) {
        return post(PEOPLE.riley(), path(approval), slip(approval, id, command));
    }

    private String slip(ApprovalId approval, String id, String command) {
        Answer seen = get(PEOPLE.riley(), "/v1/approvals/" + approval);
        return """
                {"amendedBy":"%s","intentDigest":"%s","viewDigest":"%s","parameters":{"command":"%s"}}\
                """.formatted(id, seen.text("intentDigest"), seen.text("viewDigest"), command);
    }

    private static String path(ApprovalId approval) {
        return "/v1/approvals/" + approval + "/amendments";
    }

    private List<String> eventsOf(ApprovalId approval) {
        return events.readEvents(approval.toString())
                .asStream()
                .map(event -> event.getPayloadType().getSimpleName())
                .toList();
    }

    private static HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/internal/commands", AmendmentIT::draft);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void draft(HttpExchange exchange) throws IOException {
        DraftAmendment draft =
                EventFormat.mapper().readValue(exchange.getRequestBody().readAllBytes(), DraftAmendment.class);
        DRAFTED.add(draft);
        byte[] parameters = draft.parameters().getBytes(StandardCharsets.UTF_8);
        byte[] answer = EventFormat.mapper()
                .writeValueAsBytes(new AmendedAction(
                        draft.amendedBy(),
                        new ContentRef(Digest.of(parameters), parameters.length),
                        IntentDigest.over(parameters),
                        ActionDigest.over(parameters)));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Syndicate-Result", AmendedAction.class.getName());
        exchange.sendResponseHeaders(200, answer.length);
        try (var out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }
}
