package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.audit.RunningAuditService.Answer;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.platform.content.ContentErasedException;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.testing.content.TestContents;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing what belongs to a person, and the holds that forbid it. */
class PrivacyIT {

    private static final TestToken OLIVE = TestIssuer.shared().olive();
    private static final TestToken OTTO = TestIssuer.shared().otto();
    private static final DataSubject DANA = new DataSubject("https://id.example", "dana");
    private static final DataSubject REX = new DataSubject("https://id.example", "rex");

    @TempDir
    private Path volume;

    private final TestDatabase database = PostgresForTests.freshDatabase();
    private final StoredEvents events = new StoredEvents(database);
    private final ContentStore contents =
            TestContents.of(database, TestServices.shared().keys());
    private RunningAuditService audit;

    @BeforeEach
    void start() {
        audit = RunningAuditService.on(database, volume);
    }

    @AfterEach
    void stop() {
        audit.close();
    }

    @Test
    void twoOperatorsEraseAPersonAndEverythingElseStillVerifies() {
        ContentRef hers = put(DANA, "her secret");
        ContentRef his = put(REX, "his secret");
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        byte[] before = bundle();

        assertThat(erase(DANA, OLIVE).status()).isEqualTo(202);
        assertThat(contents.get(hers)).isNotEmpty();
        assertThat(erase(DANA, OLIVE).problem()).isEqualTo("second-person-required");
        assertThat(erase(DANA, OTTO).status()).isEqualTo(200);
        events.awaitAllRecorded();

        assertThatThrownBy(() -> contents.get(hers)).isInstanceOfSatisfying(ContentErasedException.class, erased -> {
            JsonNode record = audit.get("/v1/records/" + erased.sequence()).json();
            assertThat(record.toString())
                    .contains("SubjectErased", "olive", "otto")
                    .doesNotContain("dana");
            assertThat(erased.detail()).contains("record " + erased.sequence());
        });
        assertThat(contents.get(his)).isNotEmpty();
        StoredEvents.await(() -> ciphertexts() == 1);
        assertThat(audit.verified().get("intact").asBoolean()).isTrue();
        assertThat(ChainIT.verify(before)).isInstanceOf(ChainVerdict.Intact.class);
        assertThat(ChainIT.verify(bundle())).isInstanceOf(ChainVerdict.Intact.class);
        assertThat(python(bundle())).isZero();
        assertThat(erase(DANA, OLIVE).problem()).isEqualTo("not-found");
    }

    @Test
    void onlyOperatorsErase() {
        put(DANA, "her secret");

        assertThat(erase(DANA, TestIssuer.shared().ada()).status()).isEqualTo(403);
        assertThat(erase(DANA, TestIssuer.shared().dana()).status()).isEqualTo(403);
    }

    @Test
    void aHoldOnThePersonForbidsTheErasureUntilTwoRelease() {
        put(DANA, "her secret");
        place("{\"subject\":{\"issuer\":\"https://id.example\",\"subject\":\"dana\"}}");

        Answer refused = erase(DANA, OLIVE);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("under-legal-hold");
        String hold = refused.json().get("holds").get(0).asText();

        assertThat(release(hold, OLIVE).status()).isEqualTo(202);
        assertThat(erase(DANA, OLIVE).problem()).isEqualTo("under-legal-hold");
        assertThat(release(hold, OTTO).status()).isEqualTo(200);
        assertThat(erase(DANA, OLIVE).status()).isEqualTo(202);
        assertThat(release(hold, OTTO).problem()).isEqualTo("conflict");
    }

    @Test
    void aHoldThatComesBetweenTheTwoForbidsIt() {
        ContentRef hers = put(DANA, "her secret");
        assertThat(erase(DANA, OLIVE).status()).isEqualTo(202);

        place("{\"period\":{\"from\":\"2020-01-01T00:00:00Z\",\"until\":\"2200-01-01T00:00:00Z\"}}");

        assertThat(erase(DANA, OTTO).problem()).isEqualTo("under-legal-hold");
        assertThat(contents.get(hers)).isNotEmpty();
    }

    @Test
    void holdsOverSessionsAndWorkspacesCoverWhoActedThere() {
        events.append(ActionProposed.class);
        events.awaitAllRecorded();
        // Whom the sample event names.
        DataSubject acted = new DataSubject("a Principal.issuer", "a Principal.subject");
        put(acted, "a secret");
        put(DANA, "her secret");
        place("{\"workspace\":\"acme/checkout\"}");

        assertThat(erase(acted, OLIVE).problem()).isEqualTo("under-legal-hold");
        assertThat(erase(DANA, OLIVE).status()).isEqualTo(202);
    }

    @Test
    void holdsAreOnRecordAndListed() {
        place("{\"session\":\"0197a3c5-0000-7000-8000-000000000001\"}");
        events.awaitAllRecorded();

        JsonNode holds = audit.get("/v1/holds").json().get("holds");
        assertThat(holds).hasSize(1);
        assertThat(holds.get(0).at("/scope/kind").asText()).isEqualTo("session");
        assertThat(types()).contains("LegalHoldPlaced");
    }

    @Test
    void whoeverWaitsToPlaceAHoldKeepsNoEventBack() throws SQLException {
        String scope = "{\"workspace\":\"acme/checkout\"}";
        assertThat(hold(scope, OLIVE).status()).isEqualTo(202);
        CompletableFuture<Answer> confirmed;
        try (Connection pruning = database.administrators().getConnection();
                Statement statement = pruning.createStatement()) {
            pruning.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('syndicate holds'))");
            confirmed = CompletableFuture.supplyAsync(() -> hold(scope, OTTO));
            StoredEvents.await(() -> waiting("") == 1);
            assertThat(waiting("AND a.backend_xid IS NOT NULL"))
                    .as("with a transaction id the watermark would stand still")
                    .isZero();
            pruning.rollback();
        }
        assertThat(confirmed.join().status()).isEqualTo(200);
    }

    @Test
    void refusesScopesThatAreNone() {
        for (String scope : new String[] {
            "{}",
            "{\"workspace\":\"a\",\"session\":\"0197a3c5-0000-7000-8000-000000000001\"}",
            "{\"session\":\"yesterday\"}",
            "{\"period\":{\"from\":\"2026-01-01T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}}"
        }) {
            assertThat(hold(scope, OLIVE).problem()).as(scope).isEqualTo("invalid-request");
        }
    }

    private ContentRef put(DataSubject person, String text) {
        return contents.put(person, text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer erase(DataSubject person, TestToken operator) {
        return audit.postJson(
                "/v1/subjects/erasures",
                "{\"subject\":{\"issuer\":\"%s\",\"subject\":\"%s\"},\"reason\":\"asked for it\"}"
                        .formatted(person.issuer(), person.subject()),
                operator.bearer());
    }

    private Answer hold(String scope, TestToken operator) {
        return audit.postJson(
                "/v1/holds", "{\"scope\":%s,\"reason\":\"a dispute\"}".formatted(scope), operator.bearer());
    }

    private void place(String scope) {
        assertThat(hold(scope, OLIVE).status()).isEqualTo(202);
        assertThat(hold(scope, OTTO).status()).isEqualTo(200);
    }

    private Answer release(String hold, TestToken operator) {
        return audit.postJson("/v1/holds/" + hold + "/release", "{\"reason\":\"settled\"}", operator.bearer());
    }

    private byte[] bundle() {
        return audit.get("/v1/export").bytes();
    }

    /** The exit status of the second verifier. */
    private int python(byte[] bundle) {
        try {
            Path file = Files.write(volume.resolve("bundle.jsonl"), bundle);
            Path key = TestServices.shared().keys().trust().resolve("audit-log.vkey");
            Process verifier = new ProcessBuilder(
                            "python3", "../docs/spec/verify.py", "--bundle", file.toString(), "--key", key.toString())
                    .inheritIO()
                    .start();
            assertThat(verifier.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return verifier.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many wait for their turn with holds. */
    private long waiting(String condition) {
        return events.admin().sql("""
                        SELECT count(*)
                        FROM pg_locks l
                        JOIN pg_stat_activity a ON a.pid = l.pid
                        WHERE l.locktype = 'advisory' AND NOT l.granted AND a.datname = current_database()
                            AND l.objid = (hashtext('syndicate holds')::bigint & 4294967295)::oid
                        """ + condition).query(Long.class).single();
    }

    private long ciphertexts() {
        return events.admin()
                .sql("SELECT count(*) FROM content.personal WHERE ciphertext IS NOT NULL")
                .query(Long.class)
                .single();
    }

    private Set<String> types() {
        return StreamSupport.stream(
                        audit.get("/v1/records?limit=50").json().get("records").spliterator(), false)
                .map(record -> record.toString().replaceAll(".*contracts\\.audit\\.(\\w+).*", "$1"))
                .collect(Collectors.toSet());
    }
}
