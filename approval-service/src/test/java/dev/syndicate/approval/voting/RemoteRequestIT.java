package dev.syndicate.approval.voting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.security.TestServices;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests as they come from execution-gateway: over HTTP, with its token. */
class RemoteRequestIT extends ApprovalServiceIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void takesARequestOfTheGatewayOnceAndItsWithdrawal() throws Exception {
        ProposedAction action = proposed();
        store(action);
        ApprovalId approval = new ApprovalId(identifiers.next());
        RequestApproval request = action.request(approval);
        assertThat(send("execution-gateway", request).statusCode()).isIn(200, 204);
        assertThat(send("execution-gateway", request).statusCode()).isIn(200, 204);
        Eventually.isTrue(() -> get(PEOPLE.riley(), "/v1/approvals/" + approval).status() == 200);
        Person dana = new Person(PEOPLE.issuer(), "dana", "Dana Developer", List.of());
        assertThat(send("execution-gateway", new WithdrawApproval(approval, dana, "Changed my mind"))
                        .statusCode())
                .isIn(200, 204);
        Eventually.isTrue(() -> state(approval).equals("withdrawn"));
    }

    @Test
    void refusesOtherServicesAndVotes() throws Exception {
        ApprovalId approval = new ApprovalId(identifiers.next());
        assertThat(send("policy-service", proposed().request(approval)).statusCode())
                .isEqualTo(403);
        HttpResponse<String> vote = send("execution-gateway", CastVote.class.getName(), "{}");
        assertThat(vote.statusCode()).isEqualTo(404);
    }

    @Test
    void answersTypedProblems() throws Exception {
        ProposedAction missing = proposed().command("nobody stored this");
        assertThat(send("execution-gateway", missing.request(new ApprovalId(identifiers.next())))
                        .statusCode())
                .isEqualTo(422);
        ProposedAction action = proposed().needing(new ThresholdSet("Odd", 1, 1, "syndicate-reviewers", "1 +"));
        store(action);
        HttpResponse<String> refused = send("execution-gateway", action.request(new ApprovalId(identifiers.next())));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("problems/quorum-unattainable");
    }

    private HttpResponse<String> send(String caller, Object command)
            throws JsonProcessingException, IOException, InterruptedException {
        return send(caller, command.getClass().getName(), EventFormat.mapper().writeValueAsString(command));
    }

    private HttpResponse<String> send(String caller, String type, String json)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/internal/commands"))
                .header("Authorization", TestServices.shared().bearer(caller, "approval-service"))
                .header("Content-Type", "application/json")
                .header("Syndicate-Command", type)
                .header("Syndicate-Message", identifiers.next().toString())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
