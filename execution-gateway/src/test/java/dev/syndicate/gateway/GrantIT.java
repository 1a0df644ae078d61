package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.gateway.peers.AuditPeer;
import dev.syndicate.gateway.peers.PolicyPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Standing grants: what people let run again runs again, as often and as long as they said and not once more. */
class GrantIT extends GatewayIT {

    @Test
    void authorisesTheSameIntentAndNamesTheGrantAndItsUse() {
        String session = session();
        ApprovalId grant = granted(session, command(call(), "make test"), GrantScope.INTENT, 2);
        for (int use = 1; use <= 2; use++) {
            String action = command(call(), "make test");
            Answer proposed = post("/v1/actions", session, action);
            assertThat(proposed.text("state")).isEqualTo("authorised");
            assertThat(proposed.text("authority", "approval")).isEqualTo(grant.toString());
            granted(session, proposed, action);
            assertThat(intended(proposed.text("action"))).contains("\"use\":" + use);
        }
        awaiting(session, command(call(), "make test"));
    }

    @Test
    void coversNothingElse() {
        String session = session();
        granted(session, command(call(), "make test"), GrantScope.INTENT, 5);
        awaiting(session, command(call(), "make all"));
        awaiting(session(), command(call(), "make test"));
        granted(session, onFile("a", "one"), GrantScope.TARGET, 5);
        assertThat(post("/v1/actions", session, onFile("a", "two")).text("state"))
                .isEqualTo("authorised");
        awaiting(session, onFile("b", "one"));
    }

    @Test
    void isNeverUsedMoreOftenThanGranted() {
        String session = session();
        granted(session, command(call(), "make each"), GrantScope.INTENT, 3);
        List<String> actions = IntStream.range(0, 12)
                .mapToObj(_ -> command(call(), "make each"))
                .toList();
        List<Answer> proposed = actions.stream()
                .map(action -> post("/v1/actions", session, action))
                .toList();
        assertThat(proposed).allMatch(answer -> answer.text("state").equals("authorised"));
        List<Answer> answers = IntStream.range(0, 12)
                .mapToObj(at -> CompletableFuture.supplyAsync(
                        () -> execute(session, proposed.get(at), actions.get(at)),
                        task -> Thread.ofVirtual().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        long granted = answers.stream().filter(answer -> answer.status() == 200).count();
        long unsealed = answers.stream()
                .filter(answer -> answer.problem().equals("seal-unavailable"))
                .count();
        // A machine too slow for the seal frees the use again, and another one may take it.
        assertThat(granted).isBetween(unsealed == 0 ? 3L : 0L, 3L);
        assertThat(granted
                        + unsealed
                        + answers.stream()
                                .filter(answer -> answer.problem().equals("permit-consumed"))
                                .count())
                .isEqualTo(12);
    }

    @Test
    void freesTheUseOfWhatWasNotSealed() {
        String session = session();
        ApprovalId grant = granted(session, command(call(), "make sealed"), GrantScope.INTENT, 1);
        String action = command(call(), "make sealed");
        Answer proposed = post("/v1/actions", session, action);
        AUDIT.set(AuditPeer.Mode.SEALS_ANOTHER_EVENT);
        assertThat(execute(session, proposed, action).status()).isEqualTo(409);
        assertThat(uses(grant)).isZero();
        AUDIT.set(AuditPeer.Mode.SEALS);
        Answer fresh = post("/v1/actions/" + proposed.text("action") + "/permits", session, "");
        granted(session, fresh, action);
        assertThat(uses(grant)).isOne();
        assertThat(intents(proposed.text("action"))).hasSizeGreaterThan(1).allMatch(it -> it.contains("\"use\":1"));
    }

    @Test
    void needsAFreshVoteOnceIntegrityWasNotClear() {
        String session = session();
        ApprovalId grant = granted(session, command(call(), "make clear"), GrantScope.INTENT, 5);
        String action = command(call(), "make clear");
        Answer proposed = post("/v1/actions", session, action);
        AUDIT.set(AuditPeer.Mode.IS_NOT_CLEAR);
        assertThat(inTime(session, proposed, permit -> post("/v1/executions", session, execution(permit, action)))
                        .problem())
                .isEqualTo("integrity-not-clear");
        AUDIT.set(AuditPeer.Mode.SEALS);
        assertThat(uses(grant)).isZero();
        awaiting(session, command(call(), "make clear"));
        Answer fresh = post("/v1/actions/" + proposed.text("action") + "/permits", session, "");
        assertThat(execute(session, fresh, action).problem()).isEqualTo("permit-revoked");
    }

    @Test
    void endsWhenItIsRevoked() {
        String session = session();
        ApprovalId grant = granted(session, command(call(), "make revoked"), GrantScope.INTENT, 5);
        String action = command(call(), "make revoked");
        Answer proposed = post("/v1/actions", session, action);
        APPROVALS.revoke(grant, database);
        assertThat(execute(session, proposed, action).problem()).isEqualTo("permit-revoked");
        eventually(() -> count("SELECT count(*) FROM gateway.standing_grant WHERE approval = '" + grant
                        + "' AND revoked_at IS NOT NULL")
                == 1);
        awaiting(session, command(call(), "make revoked"));
    }

    @Test
    void endsWithThePolicyVersion() {
        String session = session();
        granted(session, command(call(), "make old"), GrantScope.INTENT, 5);
        String action = command(call(), "make old");
        Answer proposed = post("/v1/actions", session, action);
        POLICY.activate(PolicyPeer.version(2), database);
        assertThat(execute(session, proposed, action).problem()).isEqualTo("policy-superseded");
        awaiting(session, command(call(), "make old"));
    }

    private ApprovalId granted(String session, String action, GrantScope scope, int uses) {
        ApprovalId approval = approvalOf(awaiting(session, action));
        APPROVALS.grantStanding(approval, database, new StandingTerms(scope, uses, Duration.ofMinutes(30)));
        eventually(() -> count("SELECT count(*) FROM gateway.standing_grant WHERE approval = '" + approval + "'") == 1);
        return approval;
    }

    private Answer execute(String session, Answer proposed, String action) {
        return post("/v1/executions", session, execution(proposed.text("permit", "permit"), action));
    }

    private static String onFile(String file, String content) {
        return """
                {"tool":{"rawName":"Sed","canonicalName":"sed"},"kind":"command","targets":["/src/%s"],\
                "parameters":{"expression":"%s"},"context":{"cwd":"/src"},"call":{"id":"%s","source":"rest"}}""".formatted(file, content, call());
    }

    private long uses(ApprovalId grant) {
        return count("SELECT count(*) FROM gateway.grant_use WHERE approval = '" + grant + "'");
    }

    private String intended(String action) {
        return intents(action).getLast();
    }

    private List<String> intents(String action) {
        return JdbcClient.create(database.administrators())
                .sql("""
                        SELECT convert_from(payload, 'UTF8')
                        FROM eventstore.domain_event
                        WHERE aggregate_id = :action AND payload_type LIKE '%ExecutionIntended'
                        ORDER BY sequence_number
                        """)
                .param("action", action)
                .query(String.class)
                .list();
    }
}
