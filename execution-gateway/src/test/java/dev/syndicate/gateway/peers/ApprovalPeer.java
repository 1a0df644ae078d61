package dev.syndicate.gateway.peers;

import com.sun.net.httpserver.HttpExchange;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.OpenRound;
import dev.syndicate.contracts.approval.ReevaluateApproval;
import dev.syndicate.contracts.approval.RequestApproval;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.approval.StandingVote;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.approval.WithdrawApproval;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.GrantDigest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.event.DomainEvent;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.VoteId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.eventstore.EventFormat;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** approval-service: keeps requests, and appends what its reviewers decide as its own database role. */
public final class ApprovalPeer extends Peer {

    static final String PATH = "/internal/commands";

    public static final Person RILEY = new Person("https://id.example", "riley", "Riley", List.of("pwd"));

    /** Amends, and so never counts as an approver. */
    public static final Person ROBIN = new Person("https://id.example", "robin", "Robin", List.of("pwd"));

    public static final Person SAM = new Person("https://id.example", "sam", "Sam", List.of("pwd"));

    private final Map<ApprovalId, RequestApproval> requests = new ConcurrentHashMap<>();
    private final Map<ApprovalId, WithdrawApproval> withdrawals = new ConcurrentHashMap<>();
    private final Map<ApprovalId, OpenRound> roundsAsked = new ConcurrentHashMap<>();
    private final Map<ApprovalId, ReevaluateApproval> reevaluations = new ConcurrentHashMap<>();
    private final List<ReevaluateApproval> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger received = new AtomicInteger();
    private final Map<ApprovalId, Runnable> whenTold = new ConcurrentHashMap<>();
    private volatile String refusal = "";

    public ApprovalPeer() {
        super("approval-service", PATH);
    }

    public Map<ApprovalId, RequestApproval> requests() {
        return requests;
    }

    public Map<ApprovalId, WithdrawApproval> withdrawals() {
        return withdrawals;
    }

    /** Fresh votes that the gateway has asked for. */
    public Map<ApprovalId, OpenRound> roundsAsked() {
        return roundsAsked;
    }

    /** What the gateway has said of a newer policy version. */
    public Map<ApprovalId, ReevaluateApproval> reevaluations() {
        return reevaluations;
    }

    /** The versions under which the gateway has said something of this approval, in its order. */
    public List<PolicyVersion> versionsTold(ApprovalId approval) {
        return told.stream()
                .filter(command -> command.approval().equals(approval))
                .map(command -> Objects.requireNonNull(command.decision().policyVersion(), "version"))
                .toList();
    }

    /** Runs while the gateway waits to hear that this approval was told of a version for the first time. */
    public void whenTold(ApprovalId approval, Runnable next) {
        whenTold.put(approval, next);
    }

    /** Commands so far, whatever became of them. */
    public int received() {
        return received.get();
    }

    /** Refuses requests with this problem; an empty text takes them again. */
    public void refuseWith(String slug) {
        refusal = slug;
    }

    public void restart() {
        restart(PATH);
    }

    @Override
    void handle(HttpExchange exchange, byte[] body) throws IOException {
        received.incrementAndGet();
        String type = exchange.getRequestHeaders().getFirst("Syndicate-Command");
        if (!refusal.isEmpty()) {
            exchange.getResponseHeaders().set("Syndicate-Outcome", "REFUSED");
            answer(exchange, 409, problem(refusal, 409));
            return;
        }
        if (type.equals(RequestApproval.class.getName())) {
            RequestApproval request = EventFormat.mapper().readValue(body, RequestApproval.class);
            requests.put(request.approval(), request);
        } else if (type.equals(ReevaluateApproval.class.getName())) {
            take(EventFormat.mapper().readValue(body, ReevaluateApproval.class));
        } else if (type.equals(OpenRound.class.getName())) {
            OpenRound asked = EventFormat.mapper().readValue(body, OpenRound.class);
            roundsAsked.put(asked.approval(), asked);
        } else {
            WithdrawApproval withdrawal = EventFormat.mapper().readValue(body, WithdrawApproval.class);
            withdrawals.put(withdrawal.approval(), withdrawal);
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private void take(ReevaluateApproval command) {
        reevaluations.put(command.approval(), command);
        told.add(command);
        Runnable next = whenTold.remove(command.approval());
        if (next != null) {
            next.run();
        }
    }

    /** Riley says yes. */
    public void grant(ApprovalId approval, TestDatabase database) {
        grant(approval, database, requests.get(approval).intentDigest());
    }

    /** Somebody says yes to this intent. */
    public void grant(ApprovalId approval, TestDatabase database, IntentDigest intent) {
        grant(RILEY, approval, database, intent, null);
    }

    /** This person says yes. */
    public void grantBy(Person reviewer, ApprovalId approval, TestDatabase database) {
        grant(reviewer, approval, database, requests.get(approval).intentDigest(), null);
    }

    /** Riley says yes, and to further such actions on these terms. */
    public void grantStanding(ApprovalId approval, TestDatabase database, StandingTerms terms) {
        RequestApproval request = requests.get(approval);
        GrantDigest digest = new GrantDigest(Digest.of(new byte[] {2}));
        grant(RILEY, approval, database, request.intentDigest(), new StandingVote(terms, digest));
        Instant at = now();
        append(
                database,
                approval,
                2,
                new StandingGranted(
                        approval,
                        request.action(),
                        request.session(),
                        request.workspace(),
                        terms,
                        digest,
                        request.intentDigest(),
                        request.summary(),
                        Objects.requireNonNull(request.decision().policyVersion(), "version"),
                        request.decision().matchedRules(),
                        List.of(RILEY),
                        at.plus(terms.duration()),
                        at));
    }

    /** Riley takes the standing grant back. */
    public void revoke(ApprovalId approval, TestDatabase database) {
        append(
                database,
                approval,
                3,
                new StandingGrantRevoked(approval, requests.get(approval).action(), RILEY, "No more", now()));
    }

    private void grant(
            Person reviewer,
            ApprovalId approval,
            TestDatabase database,
            IntentDigest intent,
            @Nullable StandingVote standing) {
        approve(reviewer, approval, database, intent, standing, 1, 0);
    }

    /** What riley approved no longer counts, and they approve it again. */
    public void openRoundAndGrant(ApprovalId approval, TestDatabase database) {
        RequestApproval request = requests.get(approval);
        append(
                database,
                approval,
                2,
                new RoundOpened(approval, request.action(), 2, now(), now().plusSeconds(600), now()));
        approve(RILEY, approval, database, request.intentDigest(), null, 2, 3);
    }

    private void approve(
            Person reviewer,
            ApprovalId approval,
            TestDatabase database,
            IntentDigest intent,
            @Nullable StandingVote standing,
            int round,
            long sequence) {
        RequestApproval request = requests.get(approval);
        append(
                database,
                approval,
                sequence,
                new VoteCast(
                        approval,
                        request.action(),
                        new VoteId(UUID.randomUUID()),
                        reviewer,
                        List.of("reviewers"),
                        VoteChoice.APPROVE,
                        intent,
                        new ViewDigest(Digest.of(new byte[] {1})),
                        round,
                        null,
                        standing,
                        now(),
                        null,
                        null,
                        null,
                        null));
        append(
                database,
                approval,
                sequence + 1,
                new ApprovalGranted(approval, request.action(), intent, List.of(reviewer), now(), round, null));
    }

    /** Riley says no. */
    public void deny(ApprovalId approval, TestDatabase database) {
        append(
                database,
                approval,
                0,
                new ApprovalDenied(approval, requests.get(approval).action(), RILEY, "Not on a Friday", now()));
    }

    /** Robin changes the parameters instead. */
    public void amend(ApprovalId approval, TestDatabase database, AmendedAction amended) {
        amendBy(ROBIN, approval, database, amended);
    }

    /** This person changes the parameters. */
    public void amendBy(Person amender, ApprovalId approval, TestDatabase database, AmendedAction amended) {
        RequestApproval request = requests.get(approval);
        append(
                database,
                approval,
                0,
                new ApprovalAmended(
                        approval,
                        request.action(),
                        amended,
                        amender,
                        List.of("reviewers"),
                        request.intentDigest(),
                        new ViewDigest(Digest.of(new byte[] {1})),
                        null,
                        now()));
    }

    /** A newer policy version ends it. */
    public void supersede(ApprovalId approval, TestDatabase database, PolicyVersion old, PolicyVersion newer) {
        append(
                database,
                approval,
                0,
                new ApprovalSuperseded(
                        approval, requests.get(approval).action(), old, newer, "Commands are over", now()));
    }

    /** Nobody says anything in time. */
    public void expire(ApprovalId approval, TestDatabase database) {
        append(
                database,
                approval,
                0,
                new ApprovalExpired(approval, requests.get(approval).action(), now()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static void append(TestDatabase database, ApprovalId approval, long sequence, DomainEvent event) {
        try {
            at(database, "approval_service")
                    .sql("""
                            INSERT INTO eventstore.domain_event (event_id, aggregate_type, aggregate_id,
                                sequence_number, payload_type, payload_revision, payload, metadata, occurred_at)
                            VALUES (:id, 'Approval', :approval, :sequence, :type, '1', :payload, :metadata, :at)
                            """)
                    .param("id", UUID.randomUUID())
                    .param("approval", approval.toString())
                    .param("sequence", sequence)
                    .param("type", event.getClass().getName())
                    .param("payload", EventFormat.mapper().writeValueAsBytes(event))
                    .param("metadata", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
