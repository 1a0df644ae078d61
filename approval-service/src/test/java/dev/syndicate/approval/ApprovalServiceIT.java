package dev.syndicate.approval;

import dev.syndicate.approval.inbox.ApprovalViews;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.platform.id.Identifiers;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.postgres.UsesPostgres;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import dev.syndicate.testing.security.UsesIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on real PostgreSQL, called over HTTP with signed tokens. Subclasses share one of it. */
@SpringBootTest(
        classes = ApprovalServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "syndicate.deadlines.poll=100ms",
            "syndicate.approval.integrity-check=200ms",
            "syndicate.approval.integrity-timeout=20s",
            "syndicate.approval.view-wait=30s",
            "server.address=127.0.0.1"
        })
@UsesPostgres(role = "approval_service")
@UsesIdentity
public abstract class ApprovalServiceIT {

    protected static final TestIssuer PEOPLE = TestIssuer.shared();
    protected static final AuditServiceStandIn AUDIT = AuditServiceStandIn.shared();
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @Autowired
    private CommandGateway commands;

    @Autowired
    protected TestDatabase database;

    @Autowired
    private ApprovalViews views;

    @Autowired
    protected Identifiers identifiers;

    @Autowired
    protected Clock clock;

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("syndicate.services.peers.audit-service.url", AUDIT::url);
        TestDatabase.ROOM.forEach((name, value) -> registry.add(name, () -> value));
    }

    @BeforeEach
    void integrityIsClear() {
        AUDIT.isClear();
    }

    /** An answer: status and body. */
    public record Answer(int status, JsonNode body) {

        public String text(String member) {
            return body.path(member).asString("");
        }

        /** The last part of the problem's type. */
        public String problem() {
            return text("type").replaceFirst(".*/", "");
        }
    }

    /** A request of dana's, as the gateway would make it; changed and sent by {@link ProposedAction#request}. */
    protected ProposedAction proposed() {
        return new ProposedAction(identifiers, clock, PEOPLE.issuer());
    }

    /** Keeps the action's content as the gateway does. */
    protected void store(ProposedAction action) {
        action.storeIn(TestContents.of(database, TestServices.shared().keys()));
        action.storeFileIn(
                TestContents.preImages(database, TestServices.shared().keys()));
    }

    /** Asks for approval and waits until reviewers can see it. */
    protected ApprovalId ask(ProposedAction action) {
        store(action);
        ApprovalId approval = new ApprovalId(identifiers.next());
        commands.sendAndWait(action.request(approval));
        Eventually.isTrue(() -> views.find(approval).isPresent());
        return approval;
    }

    protected Answer get(TestToken token, String path) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", token.bearer())
                .GET());
    }

    protected Answer post(TestToken token, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", token.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Opens the approval as a client does that is about to show it. */
    protected Answer open(TestToken reviewer, ApprovalId approval) {
        return post(reviewer, "/v1/approvals/" + approval + "/openings", "");
    }

    /** Votes as a client does that has read the approval. */
    protected Answer vote(TestToken voter, ApprovalId approval, String choice) {
        open(voter, approval);
        return post(voter, "/v1/approvals/" + approval + "/votes", slip(approval, choice));
    }

    protected String slip(ApprovalId approval, String choice) {
        Answer seen = open(PEOPLE.riley(), approval);
        return """
                {"choice":"%s","intentDigest":"%s","viewDigest":"%s","comment":"Seen"}\
                """.formatted(choice, seen.text("intentDigest"), seen.text("viewDigest"));
    }

    protected String state(ApprovalId approval) {
        return get(PEOPLE.riley(), "/v1/approvals/" + approval).text("state");
    }

    protected URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
