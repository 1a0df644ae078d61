package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import dev.syndicate.testing.security.TestToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's key is replaced on the record: for an overlap both sign, then the next one alone. */
class KeyRotationIT {

    private static final TestToken OLIVE = TestIssuer.shared().olive();
    private static final TestToken OTTO = TestIssuer.shared().otto();
    private static final NoteVerificationKey FIRST = RunningAuditService.logKey();

    @TempDir
    private Path volume;

    @TempDir
    private Path keys;

    private final NoteVerificationKey next =
            NoteSigningKey.generate(FIRST.log()).verificationKey();
    private TestDatabase database;
    private StoredEvents events;
    private NoteVerificationKey second = next;

    @BeforeEach
    void prepare() throws IOException {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        try (Stream<Path> files = Files.list(TestServices.shared().keys().keys())) {
            for (Path file : files.toList()) {
                Files.copy(file, keys.resolve(file.getFileName()));
            }
        }
        NoteSigningKey following = NoteSigningKey.generate(FIRST.log());
        following.write(keys.resolve("audit-log.2027.key"));
        second = following.verificationKey();
    }

    @Test
    void twoOperatorsReplaceTheKeyAndWhoKnowsOnlyTheOldOneFollows() throws IOException {
        try (RunningAuditService audit = start("30d")) {
            append(3);
            assertThat(states(audit)).containsExactly("in-force", "waiting");
            assertThat(checkpoint(audit).isSignedBy(second)).isFalse();
            assertThat(rotate(audit, second, TestIssuer.shared().ada()).status())
                    .isEqualTo(403);
            assertThat(rotate(audit, next, OLIVE).problem()).isEqualTo("invalid-request");
            assertThat(rotate(audit, second, OLIVE).status()).isEqualTo(202);
            assertThat(states(audit)).containsExactly("in-force", "waiting");
            assertThat(rotate(audit, second, OTTO).status()).isEqualTo(200);
            append(2);
            SignedNote both = checkpoint(audit);
            assertThat(both.isSignedBy(FIRST)).isTrue();
            assertThat(both.isSignedBy(second)).isTrue();
            assertThat(states(audit)).containsExactly("retired", "in-force");
            assertThat(rotate(audit, FIRST, OLIVE).problem()).isEqualTo("invalid-request");
            assertThat(verify(audit, FIRST)).isInstanceOf(ChainVerdict.Intact.class);
        }
        try (RunningAuditService again = start("30d")) {
            append(1);
            assertThat(checkpoint(again).isSignedBy(second)).isTrue();
            assertThat(again.sealed(events.append(ActionProposed.class)).status())
                    .isEqualTo(200);
            assertThat(verify(again, FIRST)).isInstanceOf(ChainVerdict.Intact.class);
            assertThat(verify(again, second)).isInstanceOf(ChainVerdict.Intact.class);
            assertIntact(again);
        }
    }

    @Test
    void afterTheOverlapTheOldKeySignsNoMore() throws IOException {
        try (RunningAuditService audit = start("1s")) {
            append(3);
            checkpoint(audit);
            rotate(audit, second, OLIVE);
            assertThat(rotate(audit, second, OTTO).status()).isEqualTo(200);
            StoredEvents.await(() -> {
                append(1);
                return !checkpoint(audit).isSignedBy(FIRST);
            });
            assertThat(checkpoint(audit).isSignedBy(second)).isTrue();
            assertThat(events.admin()
                            .sql(
                                    "SELECT count(*) FROM audit.checkpoint WHERE note LIKE '%' || :old || '%' AND note LIKE '%' || :new || '%'")
                            .param("old", line(FIRST))
                            .param("new", line(second))
                            .query(Long.class)
                            .single())
                    .isPositive();
            assertIntact(audit);
        }
    }

    @Test
    void theRecordOfAChangeIsNotPruned() {
        events.partitionsOf(16);
        try (RunningAuditService audit = start("30d")) {
            append(1);
            rotate(audit, second, OLIVE);
            assertThat(rotate(audit, second, OTTO).status()).isEqualTo(200);
            append(16);

            RunningAuditService.Answer refused = audit.postJson(
                    "/v1/prunings", "{\"last\":15,\"reason\":\"older than seven years\"}", OLIVE.bearer());

            assertThat(refused.problem()).isEqualTo("not-prunable");
            assertThat(refused.text()).contains("LogKeyRotated", "for good");
        }
    }

    @Test
    void withoutThePrivateKeyInForceNothingIsSigned() throws IOException {
        try (RunningAuditService audit = start("30d")) {
            append(1);
            checkpoint(audit);
            rotate(audit, second, OLIVE);
            rotate(audit, second, OTTO);
            append(1);
            assertThat(checkpoint(audit).isSignedBy(second)).isTrue();
        }
        Files.delete(keys.resolve("audit-log.2027.key"));
        try (RunningAuditService without = start("30d")) {
            append(1);
            StoredEvents.await(() ->
                    without.seal(events.append(ActionProposed.class)).problem().equals("integrity-not-clear"));
        }
    }

    private RunningAuditService start(String overlap) {
        return RunningAuditService.on(
                database,
                volume,
                Map.of("syndicate.services.keys", keys.toString(), "syndicate.audit.key-overlap", overlap));
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            events.append(ActionProposed.class);
        }
        events.awaitAllRecorded();
    }

    private static SignedNote checkpoint(RunningAuditService audit) {
        return SignedNote.parse(audit.get("/v1/checkpoint").text());
    }

    private static List<String> states(RunningAuditService audit) {
        return audit.get("/v1/keys").json().get("keys").findValuesAsText("state");
    }

    private static RunningAuditService.Answer rotate(
            RunningAuditService audit, NoteVerificationKey to, TestToken person) {
        return audit.postJson(
                "/v1/keys/rotations", "{\"next\":\"" + to + "\",\"reason\":\"it is a year old\"}", person.bearer());
    }

    /** How a signature line names the key. */
    private static String line(NoteVerificationKey key) {
        byte[] id = HexFormat.of().parseHex(key.id());
        return Base64.getEncoder().encodeToString(id).substring(0, 5);
    }

    private static ChainVerdict verify(RunningAuditService audit, NoteVerificationKey key) {
        try {
            return BundleVerifier.verify(
                    new ByteArrayInputStream(audit.get("/v1/export").bytes()), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertIntact(RunningAuditService audit) {
        JsonNode verdict = audit.verified();
        assertThat(verdict.get("intact").asBoolean()).as(verdict.toString()).isTrue();
    }
}
