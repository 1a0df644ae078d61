package dev.syndicate.audit;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.execution.ActionAuthorised;
import dev.syndicate.contracts.execution.ActionDenied;
import dev.syndicate.contracts.execution.ActionEvaluated;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.Denier;
import dev.syndicate.contracts.execution.ExecutionDiverged;
import dev.syndicate.contracts.execution.ExecutionGranted;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.execution.Outcome;
import dev.syndicate.contracts.execution.OutcomeReported;
import dev.syndicate.contracts.execution.OutcomeStatus;
import dev.syndicate.contracts.execution.PermitIssued;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.execution.SealReceipt;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.ExecutionId;
import dev.syndicate.contracts.id.PermitId;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.contracts.session.SessionClosed;
import dev.syndicate.contracts.session.SessionOpened;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestServices;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A governed session as the services would have stored it: each event by the service that owns it, canonical actions and
 * the policy bundle in the content store, digests that are those of the bytes.
 */
final class Governed {

    static final Person DANA = person("dana", "Dana Okafor");
    static final Person RILEY = person("riley", "Riley Chen");
    static final Person PAT = person("pat", "Pat Novak");
    static final Person MORGAN = person("morgan", "Morgan Ruiz");

    private static final String INSERT = """
            INSERT INTO eventstore.domain_event
                (event_id, aggregate_type, aggregate_id, sequence_number, payload_type, payload_revision, payload,
                 metadata, occurred_at)
            VALUES (?, ?, ?, ?, ?, '1', ?, '{"correlationId":"c-1"}'::bytea, ?)
            """;

    private record Stored(String role, String aggregate, String stream, DomainEvent event, Instant at) {}

    private final TestDatabase database;
    private final List<Stored> pending = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final WorkspaceId workspace;
    private final AgentDescription agent =
            new AgentDescription("anthropic", "claude-code", "2.1.330", "claude-code-http-hook");
    private Instant now = Instant.parse("2026-03-27T14:00:00.000001Z");
    private SessionId session = new SessionId(UUID.randomUUID());
    private PolicyVersion policy = new PolicyVersion(1, Digest.of(new byte[0]));

    Governed(TestDatabase database, String workspace) {
        this.database = database;
        this.workspace = new WorkspaceId(workspace);
    }

    /** One action under way. */
    final class Act {
        final ActionId id = new ActionId(UUID.randomUUID());
        final CanonicalAction action;
        final ContentRef content;
        private final ApprovalId approval = new ApprovalId(UUID.randomUUID());
        private final PermitId permit = new PermitId(UUID.randomUUID());
        private final ExecutionId execution = new ExecutionId(UUID.randomUUID());
        private Authority authority = new Authority.OfPolicy(policy, "reads", PAT, MORGAN);

        private Act(CanonicalAction action) {
            this.action = action;
            this.content =
                    TestContents.of(database, TestServices.shared().keys()).put(DataSubject.of(DANA), action.bytes());
        }

        IntentDigest intent() {
            return action.intentDigest();
        }

        Act decided(Effect effect, String rule, String reason) {
            ApprovalRequirement requirement = effect == Effect.REQUIRE_APPROVAL
                    ? new ApprovalRequirement(
                            List.of(new ThresholdSet("reviewers", 1, 1, "syndicate-reviewers", null)),
                            Duration.ofMinutes(30),
                            2000)
                    : null;
            gateway(new ActionEvaluated(
                    id,
                    new Decision(
                            effect,
                            policy,
                            rule,
                            reason,
                            Risk.MODERATE,
                            new TrustTier(2),
                            requirement,
                            List.of(rule),
                            PAT,
                            MORGAN,
                            Digest.of(id.toString().getBytes(StandardCharsets.UTF_8))),
                    tick()));
            if (effect == Effect.DENY) {
                gateway(new ActionDenied(id, Denier.POLICY, reason, null, tick()));
            }
            return this;
        }

        Act allowed() {
            decided(Effect.ALLOW, "reads", "Reading inside the workspace changes nothing.");
            gateway(new ActionAuthorised(id, authority, intent(), tick()));
            return this;
        }

        Act approvedBy(Person... people) {
            decided(Effect.REQUIRE_APPROVAL, "commands", "A command can change anything that the developer can.");
            for (Person person : people) {
                approval(new VoteCast(
                        approval,
                        id,
                        new VoteId(UUID.randomUUID()),
                        person,
                        List.of("reviewers"),
                        VoteChoice.APPROVE,
                        intent(),
                        new ViewDigest(Digest.of("view".getBytes(StandardCharsets.UTF_8))),
                        1,
                        null,
                        null,
                        tick(),
                        null,
                        null,
                        null,
                        null));
            }
            approval(new ApprovalGranted(approval, id, intent(), List.of(people), tick(), 1, null));
            authority = new Authority.OfPeople(approval, List.of(people), policy);
            gateway(new ActionAuthorised(id, authority, intent(), tick()));
            return this;
        }

        Act permitted() {
            gateway(new PermitIssued(id, permit, session, intent(), policy, null, "k1", now.plusSeconds(60), tick()));
            return this;
        }

        Act granted() {
            gateway(new ExecutionIntended(
                    id,
                    execution,
                    permit,
                    session,
                    intent(),
                    intent(),
                    action.actionDigest(),
                    policy,
                    policy,
                    authority,
                    tick()));
            gateway(new ExecutionGranted(
                    id, execution, new SealReceipt("log", 1, 7, Digest.of(new byte[] {1})), tick()));
            return this;
        }

        Act executed() {
            permitted().granted();
            gateway(new OutcomeReported(
                    id, execution, new Outcome(OutcomeStatus.SUCCEEDED, 0, null, intent(), List.of()), false, tick()));
            return this;
        }

        Act diverged(CanonicalAction other) {
            permitted().granted();
            gateway(new ExecutionDiverged(id, execution, intent(), other.intentDigest(), tick()));
            gateway(new OutcomeReported(
                    id,
                    execution,
                    new Outcome(OutcomeStatus.SUCCEEDED, 0, null, other.intentDigest(), List.of()),
                    false,
                    tick()));
            return this;
        }

        Act refused(CanonicalAction presented) {
            permitted();
            gateway(new ExecutionRefused(
                    id,
                    execution,
                    permit,
                    RefusalReason.DIGEST_MISMATCH,
                    "What was presented is not what was approved",
                    intent(),
                    presented.intentDigest(),
                    tick()));
            return this;
        }

        private void gateway(DomainEvent event) {
            add("execution_gateway", "Action", id.toString(), event);
        }

        private void approval(DomainEvent event) {
            add("approval_service", "Approval", approval.toString(), event);
        }
    }

    SessionId session() {
        return session;
    }

    PolicyVersion policy() {
        return policy;
    }

    /** Publishes and releases a bundle. */
    Governed policy(long counter, String canonicalBundle) {
        byte[] bytes = canonicalBundle.getBytes(StandardCharsets.UTF_8);
        ContentRef bundle = put(bytes);
        policy = new PolicyVersion(counter, bundle.digest());
        String stream = UUID.randomUUID().toString();
        add("policy_service", "Policy", stream, new PolicyPublished(policy, bundle, "Rules", PAT, tick()));
        add("policy_service", "Policy", stream, new PolicyActivated(policy, null, PAT, MORGAN, tick()));
        return this;
    }

    /** Starts another session. */
    Governed opened() {
        session = new SessionId(UUID.randomUUID());
        add(
                "execution_gateway",
                "Session",
                session.toString(),
                new SessionOpened(
                        session,
                        Principal.of(DANA),
                        workspace,
                        agent,
                        EnforcementTier.B,
                        null,
                        Digest.of(new byte[] {2}),
                        now.plusSeconds(3600),
                        tick()));
        return this;
    }

    Governed closed() {
        add(
                "execution_gateway",
                "Session",
                session.toString(),
                new SessionClosed(session, DANA, "done for today", tick()));
        return this;
    }

    /** Somebody's coding tool asks to run a command. */
    Act proposes(String command) {
        return proposes(action(command));
    }

    Act proposes(CanonicalAction action) {
        Act act = new Act(action);
        act.gateway(new ActionProposed(
                act.id,
                session,
                workspace,
                Principal.of(DANA),
                agent,
                EnforcementTier.B,
                FailMode.CLOSED,
                "toolu_1",
                action.summary(),
                act.content,
                action.intentDigest(),
                action.actionDigest(),
                null,
                tick()));
        return act;
    }

    CanonicalAction action(String command) {
        return CanonicalAction.builder()
                .agent(agent, EnforcementTier.B)
                .principal(ActionPrincipal.of(Principal.of(DANA)))
                .workspace(workspace)
                .session(new ActionSession(session, null, null, null))
                .call(new CallReference(UUID.randomUUID().toString(), "claude-code-hook"))
                .tool(new ToolReference("Bash", "shell", null, null))
                .kind(ActionKind.COMMAND)
                .targets(List.of(command.split(" ")[0]))
                .parameters(JsonObject.builder().put("command", command).build())
                .context(ActionContext.UNKNOWN)
                .build();
    }

    /** Commits everything so far, in order, each event by its owner. */
    void store() {
        Map<String, Connection> connections = new HashMap<>();
        try {
            Connection last = null;
            int since = 0;
            for (Stored stored : pending) {
                Connection connection = connections.get(stored.role());
                if (connection == null) {
                    connection = Patience.database(database, stored.role()).getConnection();
                    connection.setAutoCommit(false);
                    connections.put(stored.role(), connection);
                }
                if (last != null && (last != connection || ++since % 5 == 0)) {
                    last.commit();
                }
                insert(connection, stored);
                last = connection;
            }
            for (Connection connection : connections.values()) {
                connection.commit();
                connection.close();
            }
            pending.clear();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(Connection connection, Stored stored) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, UUID.randomUUID());
            statement.setString(2, stored.aggregate());
            statement.setString(3, stored.stream());
            statement.setLong(4, numbers.merge(stored.stream(), 1L, Long::sum) - 1);
            statement.setString(5, stored.event().getClass().getName());
            statement.setBytes(6, StoredEvents.json(stored.event()).getBytes(StandardCharsets.UTF_8));
            statement.setTimestamp(7, Timestamp.from(stored.at()));
            statement.executeUpdate();
        }
    }

    private ContentRef put(byte[] bytes) {
        ContentRef ref = new ContentRef(Digest.of(bytes), bytes.length);
        try (Connection connection = database.administrators().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO content.content (digest, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            statement.setBytes(1, ref.digest().bytes());
            statement.setLong(2, ref.size());
            statement.setBytes(3, bytes);
            statement.executeUpdate();
            return ref;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String role, String aggregate, String stream, DomainEvent event) {
        pending.add(new Stored(role, aggregate, stream, event, now));
    }

    private Instant tick() {
        now = now.plusMillis(1500);
        return now;
    }

    private static Person person(String subject, String name) {
        return new Person("https://login.example", subject, name, List.of("pwd"));
    }
}
