package dev.syndicate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.ModelReference;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.session.FailMode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each request that the client sends, and each answer that it reads, fits the documents in docs/reference/openapi. The
 * answers are made out of them: once with every documented member, once with nothing but the required ones.
 */
class OpenApiTest {

    private static final String ID = "0197a3c5-0000-7000-8000-000000000001";
    private static final WorkspaceId WORKSPACE = new WorkspaceId("acme/checkout");
    private static final AgentDescription AGENT = new AgentDescription("acme", "bot", "1", "rest");
    private static final ActionId ACTION = ActionId.parse(ID);
    private static final Digest DIGEST = Digest.parse("sha256:" + "ab".repeat(32));
    private static final PolicyVersion VERSION = PolicyVersion.parse("3:" + "cd".repeat(32));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLifeOfAnActionIsDocumented(boolean everything) throws IOException {
        try (DocumentedService service = new DocumentedService("execution-gateway", everything)) {
            AgentSession session = session(service);

            live(session, smallest());
            live(session, largest());
            session.close();

            assertThat(service.misfits()).isEmpty();
            assertThat(service.requests()).hasSize(17);
        }
    }

    private static void live(AgentSession session, Proposal proposal) {
        ActionStatus proposed = session.propose(proposal, List.of(new PreImage("/src/a", new byte[] {1, 2})), key());
        assertThat(proposed.action()).isEqualTo(ACTION);
        assertThat(session.find(ACTION)).isEqualTo(proposed);
        assertThat(session.await(ACTION, Duration.ofSeconds(5))).isEqualTo(proposed);
        session.issuePermit(ACTION, key());
        session.withdraw(ACTION, "Not needed any more");
        Leave leave = session.execute("a.permit.text", proposal, key());
        session.report(leave.execution(), Report.succeeded(), key());
        session.report(
                leave.execution(),
                Report.failed()
                        .withExitCode(3)
                        .withResult(DIGEST)
                        .ofWhatRan(proposal)
                        .withEffects(List.of("modified a")),
                key());
    }

    @Test
    void anAnswerWithEverythingIsReadWhole() throws IOException {
        try (DocumentedService service = new DocumentedService("execution-gateway", true)) {
            OpenedSession opened =
                    Gateway.at(service.address(), "token").open(WORKSPACE, AGENT, Optional.of(FailMode.CLOSED), key());
            AgentSession session = opened.agent();
            ActionStatus status = session.find(ACTION);

            assertThat(opened.principal()).isEqualTo("text");
            assertThat(status.approval().orElseThrow().sets()).hasSize(1);
            assertThat(status.requirePermit()).isEqualTo("text");
            assertThat(status.execution()).isPresent();
            assertThat(status.denial().orElseThrow().reviewer()).hasValue("text");
            assertThat(status.refusal()).isPresent();
            assertThat(session.execute("p", smallest(), key()).isSealed()).isTrue();
            assertThat(service.misfits()).isEmpty();
        }
    }

    @Test
    void everyDocumentedStateIsKnown() {
        List<String> states = OpenApiDocument.of("execution-gateway").values("ActionView", "state");

        assertThat(states).contains("authorised");
        assertThat(states.stream().map(ActionState::of).map(ActionState::wireName))
                .containsExactlyElementsOf(states)
                .hasSize(ActionState.values().length);
    }

    @Test
    void aSessionWithoutItsCredentialIsNone() throws IOException {
        try (DocumentedService service = new DocumentedService("execution-gateway", false)) {
            OpenedSession opened = Gateway.at(service.address(), "token").open(WORKSPACE, AGENT, key());

            assertThatThrownBy(opened::agent)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(ID);
            assertThat(service.misfits()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reviewingIsDocumented(boolean everything) throws IOException {
        try (DocumentedService service = new DocumentedService("approval-service", everything)) {
            Approvals approvals = Approvals.at(service.address(), "token");
            assertThat(approvals.open()).hasSize(everything ? 1 : 0);
            Approvals.Shown shown = approvals.find(ApprovalId.parse(ID));
            approvals.markOpened(shown.approval());
            approvals.vote(shown, VoteChoice.APPROVE, "Seen", key());
            assertThat(service.misfits()).isEmpty();
            assertThat(service.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void releasingPolicyIsDocumented(boolean everything) throws IOException {
        try (DocumentedService service = new DocumentedService("policy-service", everything)) {
            Policies policies = Policies.at(service.address(), "token");
            policies.publish("schema: policy-bundle/v1", key());
            policies.activate(VERSION, key());
            assertThat(policies.active().toString()).startsWith("3:");
            assertThat(service.misfits()).isEmpty();
            assertThat(service.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingTheTrailIsDocumented(boolean everything) throws IOException {
        try (DocumentedService service = new DocumentedService("audit-service", everything)) {
            AuditTrail trail = AuditTrail.at(service.address(), "token");
            assertThat(trail.of(ACTION)).hasSize(everything ? 1 : 0);
            trail.of(SessionId.parse(ID));
            assertThat(service.misfits()).isEmpty();
            assertThat(service.requests()).hasSize(2);
        }
    }

    @Test
    void whatIsNotDocumentedIsFound() throws IOException {
        try (DocumentedService service = new DocumentedService("execution-gateway", true)) {
            Connection gateway = Connection.to(service.address()).as("token");
            gateway.get("/v1/everything");
            gateway.get("/v1/actions/" + ID + "?verbose=true");
            gateway.keyed("k").get("/v1/actions/" + ID);
            gateway.post("/v1/actions", JsonObject.EMPTY);
            gateway.post("/v1/actions", smallest().json().with("principal", JsonObject.EMPTY));
            gateway.post("/v1/executions");
            Connection.to(service.address()).get("/v1/actions/" + ID);

            assertThat(service.misfits())
                    .anyMatch(it -> it.contains("no such operation"))
                    .anyMatch(it -> it.contains("parameter verbose is not documented"))
                    .anyMatch(it -> it.contains("header Idempotency-Key is not documented"))
                    .anyMatch(it -> it.contains("required") && it.contains("'tool'"))
                    .anyMatch(it -> it.contains("'principal'"))
                    .anyMatch(it -> it.contains("no body"))
                    .anyMatch(it -> it.contains("no token"));
        }
    }

    private static AgentSession session(DocumentedService service) {
        return AgentSession.resume(service.address(), SessionId.parse(ID), "credential");
    }

    private static Proposal smallest() {
        return Proposal.of(new ToolReference("t", "t", null, null), ActionKind.OTHER, JsonObject.EMPTY);
    }

    private static Proposal largest() {
        return Proposal.of(
                        new ToolReference("t", "t", "server", DIGEST),
                        ActionKind.COMMAND,
                        JsonObject.builder().put("command", "npm test").build())
                .on(List.of("npm"))
                .in(new ActionContext(
                        "/home/dana",
                        List.of("/home/dana"),
                        new ActionContext.Repository("https://git.example/a", "main", "4f1c", true)))
                .relyingOn(List.of(new Operand("/b", null), new Operand("/a", DIGEST)))
                .called(new CallReference("c1", "test"))
                .by(new ModelReference("m", "test"));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
