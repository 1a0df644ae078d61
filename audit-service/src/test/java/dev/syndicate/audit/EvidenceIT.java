package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.evidence.EvidenceReport;
import dev.syndicate.contracts.evidence.EvidenceVerifier;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestIssuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor takes along: whole, verifiable, readable, and on record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceIT {

    private static final String HOSTILE = "echo '</pre><script>alert(1)</script>\u202egpj.exe\u0007\u200b' & \"x\"";

    private TestDatabase database;
    private RunningAuditService audit;
    private StoredEvents events;

    @TempDir
    private Path folder;

    @BeforeAll
    void start(@TempDir Path volume) {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume);
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @Test
    void holdsASessionWithItsContentsAndPolicyAndWhatItLeansOn() {
        Governed governed = new Governed(database, "acme/checkout")
                .policy(7, "{\"rules\":[]}")
                .opened();
        Governed.Act approved =
                governed.proposes("npm run build").approvedBy(Governed.RILEY).executed();
        Governed.Act different = governed.proposes("cat a.txt").allowed().diverged(governed.action("rm -rf /"));
        governed.closed().store();
        events.awaitAllRecorded();

        Map<String, byte[]> files = unzipped("/v1/sessions/" + governed.session() + "/evidence");

        JsonNode manifest = json(files.get("manifest.json"));
        assertThat(manifest.at("/subject/id").asText())
                .isEqualTo(governed.session().toString());
        assertThat(manifest.at("/createdBy/subject").asText()).isEqualTo("ada");
        assertThat(manifest.get("absent")).isEmpty();
        assertListsAllOthers(manifest, files);
        assertThat(files)
                .containsKeys(
                        "content/" + approved.content.digest().hex(),
                        "content/" + different.content.digest().hex(),
                        "policy/7-" + governed.policy().bundle().hex() + ".json");
        assertThat(files.get("policy/7-" + governed.policy().bundle().hex() + ".json"))
                .isEqualTo("{\"rules\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(ChainIT.verify(files.get("bundle.jsonl"))).isInstanceOf(ChainVerdict.Intact.class);
        List<String> types = bodies(files).stream().map(RecordBody::eventType).toList();
        assertThat(types)
                .anyMatch(type -> type.endsWith("PolicyPublished"))
                .anyMatch(type -> type.endsWith("PolicyActivated"))
                .anyMatch(type -> type.endsWith("SessionOpened"))
                .anyMatch(type -> type.endsWith("VoteCast"))
                .anyMatch(type -> type.endsWith("ExecutionDiverged"));
        assertNamesWhatRan(files, approved);
    }

    @Test
    void holdsAnActionWithTheOpeningOfItsSession() {
        Governed governed =
                new Governed(database, "acme/checkout").policy(8, "{\"b\":2}").opened();
        governed.proposes("ls").allowed().executed();
        Governed.Act act = governed.proposes("make").approvedBy(Governed.RILEY).executed();
        governed.store();
        events.awaitAllRecorded();

        Map<String, byte[]> files = unzipped("/v1/actions/" + act.id + "/evidence");

        List<RecordBody> bodies = bodies(files);
        assertThat(bodies.stream().map(RecordBody::actionId).distinct())
                .allMatch(id -> id.isEmpty() || id.get().equals(act.id.toString()));
        assertThat(bodies).anyMatch(body -> body.eventType().endsWith("SessionOpened"));
        assertThat(bodies).anyMatch(body -> body.eventType().endsWith("PolicyActivated"));
        assertThat(ChainIT.verify(files.get("bundle.jsonl"))).isInstanceOf(ChainVerdict.Intact.class);
        byte[] plain =
                audit.get("/v1/actions/" + act.id + "/evidence?format=jsonl").bytes();
        assertThat(ChainIT.verify(plain)).isInstanceOf(ChainVerdict.Intact.class);
    }

    @Test
    void aPeriodProvesItsCountWithItsNeighbours() {
        Governed governed = new Governed(database, "acme/period").opened();
        governed.proposes("before").allowed().executed();
        governed.store();
        events.awaitAllRecorded();
        Instant from = recordedAt("SELECT max(recorded_at) FROM audit.record").plusNanos(1_000);
        for (int i = 0; i < 30; i++) {
            governed.proposes("inside " + i).allowed().executed();
        }
        governed.store();
        events.awaitAllRecorded();
        Instant to = recordedAt("SELECT max(recorded_at) FROM audit.record").plusNanos(1_000);
        governed.proposes("after").allowed().executed();
        governed.store();
        events.awaitAllRecorded();

        Map<String, byte[]> files = unzipped("/v1/evidence?from=" + from + "&to=" + to);

        JsonNode manifest = json(files.get("manifest.json"));
        assertListsAllOthers(manifest, files);
        assertThat(ChainIT.verify(files.get("bundle.jsonl"))).isInstanceOf(ChainVerdict.Intact.class);
        List<RecordHeader> headers = headers(files);
        List<Long> inside = headers.stream()
                .filter(header -> !header.recordedAt().isBefore(from)
                        && header.recordedAt().isBefore(to))
                .map(RecordHeader::sequence)
                .toList();
        assertThat(inside).hasSizeGreaterThanOrEqualTo(180);
        assertThat(manifest.at("/population/count").asLong()).isEqualTo(inside.size());
        assertThat(manifest.at("/population/first").asLong()).isEqualTo(inside.getFirst());
        assertThat(manifest.at("/population/last").asLong()).isEqualTo(inside.getLast());
        assertThat(headers.getFirst().recordedAt()).isBefore(from);
        assertThat(headers.getLast().recordedAt()).isAfterOrEqualTo(to);
        assertThat(new String(files.get("index.html"), StandardCharsets.UTF_8))
                .contains("and no others:")
                .doesNotContain("after</pre>");
    }

    @Test
    void aPeriodUpToNowIsClosedByTheQuestionItself() {
        Governed governed = new Governed(database, "acme/now").opened();
        governed.proposes("now").allowed();
        governed.store();
        events.awaitAllRecorded();

        Map<String, byte[]> files = unzipped("/v1/evidence?from=2020-01-01T00:00:00Z&content=left-out");

        JsonNode manifest = json(files.get("manifest.json"));
        List<RecordHeader> headers = headers(files);
        assertThat(headers.getFirst().sequence()).isZero();
        assertThat(headers.getLast().recordedAt())
                .isAfterOrEqualTo(Instant.parse(manifest.at("/subject/to").asText()));
        assertThat(manifest.at("/population/last").asLong())
                .isLessThan(headers.getLast().sequence());
        assertThat(files.keySet()).noneMatch(name -> name.startsWith("content/"));
    }

    @Test
    void anEmptyPeriodIsProvedToo() {
        Governed governed = new Governed(database, "acme/empty").opened();
        governed.store();
        events.awaitAllRecorded();

        Map<String, byte[]> files = unzipped("/v1/evidence?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z");

        assertThat(json(files.get("manifest.json")).get("population").toString())
                .isEqualTo("{\"count\":0}");
        assertThat(headers(files).getFirst().sequence()).isZero();
        assertThat(ChainIT.verify(files.get("bundle.jsonl"))).isInstanceOf(ChainVerdict.Intact.class);
    }

    @Test
    void whatToolsSayIsShownAndCannotActOnTheReader() throws IOException {
        Governed governed =
                new Governed(database, "acme/hostile").policy(9, "{\"c\":3}").opened();
        governed.proposes(HOSTILE).approvedBy(Governed.RILEY, Governed.PAT).executed();
        governed.proposes("cat a.txt").allowed().diverged(governed.action("rm -rf /"));
        governed.proposes("ls").approvedBy(Governed.RILEY).refused(governed.action("ls -la /root"));
        governed.proposes("git push --force origin main")
                .decided(Effect.DENY, "no-force-push", "History that others have fetched is never rewritten.");
        governed.proposes("sleep 5").allowed().permitted().granted();
        governed.closed().store();
        events.awaitAllRecorded();

        Map<String, byte[]> files = unzipped("/v1/sessions/" + governed.session() + "/evidence");

        String page = new String(files.get("index.html"), StandardCharsets.UTF_8);
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("\u202e", "\u0007", "\u200b")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "U+202E", "U+0007", "U+200B")
                .contains("Riley Chen", "Who authorised it?", "Is what was executed what was authorised?")
                .contains("default-src 'none'")
                .doesNotContain("http-equiv=\"refresh\"", "src=", "href=");
        Path kept = Path.of("target", "evidence");
        Files.createDirectories(kept);
        Files.write(kept.resolve("index.html"), files.get("index.html"));
    }

    @Test
    void whatIsMissingIsSaidToBeMissing() {
        Governed governed = new Governed(database, "acme/missing").opened();
        Governed.Act act = governed.proposes("lost").allowed();
        governed.store();
        events.awaitAllRecorded();
        events.admin()
                .sql("ALTER TABLE content.personal DISABLE TRIGGER refuse_change")
                .update();
        events.admin()
                .sql("DELETE FROM content.personal WHERE digest = :digest")
                .param("digest", act.content.digest().bytes())
                .update();
        events.admin()
                .sql("ALTER TABLE content.personal ENABLE ALWAYS TRIGGER refuse_change")
                .update();

        Map<String, byte[]> files = unzipped("/v1/actions/" + act.id + "/evidence");

        JsonNode absent = json(files.get("manifest.json")).get("absent");
        assertThat(absent.findValuesAsText("path"))
                .contains("content/" + act.content.digest().hex());
        assertThat(new String(files.get("index.html"), StandardCharsets.UTF_8)).contains("<pre>lost</pre>");
    }

    @Test
    void takingEvidenceIsOnRecordAndOnlyForAuditors() {
        Governed governed = new Governed(database, "acme/checkout").opened();
        Governed.Act act = governed.proposes("ls").allowed();
        governed.store();
        events.awaitAllRecorded();
        String dana = TestIssuer.shared().dana().bearer();
        String path = "/v1/actions/" + act.id + "/evidence";
        assertThat(audit.get(path, dana).status()).isEqualTo(403);
        audit.get(path);
        events.awaitAllRecorded();

        JsonNode exports = audit.get("/v1/records?type=RecordsExported&order=desc&limit=500")
                .json()
                .get("records");

        assertThat(exports.valueStream()
                        .map(export -> export.at("/body/reading/format").asText()))
                .contains("evidence/v1 of action " + act.id);
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        String unknown = UUID.randomUUID().toString();
        assertThat(audit.get("/v1/actions/" + unknown + "/evidence").problem()).isEqualTo("not-found");
        assertThat(audit.get("/v1/sessions/" + unknown + "/evidence").problem()).isEqualTo("not-found");
        for (String query : List.of(
                "",
                "?from=nonsense",
                "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "?from=2026-01-02T00:00:00Z&to=2999-01-01T00:00:00Z",
                "?from=2026-01-02T00:00:00Z&content=some")) {
            assertThat(audit.get("/v1/evidence" + query).problem()).as(query).isEqualTo("invalid-request");
        }
    }

    /** The file is what was approved: its digests are those on record. */
    private static void assertNamesWhatRan(Map<String, byte[]> files, Governed.Act act) {
        try {
            CanonicalAction action = CanonicalAction.parse(
                    files.get("content/" + act.content.digest().hex()));
            RecordBody proposed = bodies(files).stream()
                    .filter(body -> body.eventType().endsWith("ActionProposed"))
                    .filter(body -> body.actionId().orElseThrow().equals(act.id.toString()))
                    .findFirst()
                    .orElseThrow();
            JsonObject digests = proposed.json().object("digests");
            assertThat(digests.string("intentAtApproval"))
                    .isEqualTo(action.intentDigest().toString());
            assertThat(digests.string("action")).isEqualTo(action.actionDigest().toString());
        } catch (InadmissibleJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertListsAllOthers(JsonNode manifest, Map<String, byte[]> files) {
        assertThat(manifest.get("format").asText()).isEqualTo("syndicate/evidence/v1");
        List<String> names = new ArrayList<>(files.keySet());
        assertThat(names).endsWith("manifest.json").startsWith("bundle.jsonl");
        names.removeLast();
        assertThat(manifest.get("files").findValuesAsText("path")).isEqualTo(names);
        manifest.get("files").forEach(file -> {
            byte[] bytes = files.get(file.get("path").asText());
            assertThat(file.get("size").asLong()).isEqualTo(bytes.length);
            assertThat(file.get("sha256").asText()).isEqualTo(Digest.of(bytes).toString());
        });
    }

    private Map<String, byte[]> unzipped(String path) {
        RunningAuditService.Answer answer = Patience.ask(() -> audit.get(path), this::isOpen);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes())).isNull();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(files).containsKeys("bundle.jsonl", "index.html", "manifest.json");
        assertVerifies(answer.bytes());
        return files;
    }

    /** Where the record that closes the time was not signed soon enough: then the auditor asks again. */
    private boolean isOpen(RunningAuditService.Answer answer) {
        return answer.status() == 200 && report(answer.bytes()).open();
    }

    private void assertVerifies(byte[] archive) {
        EvidenceReport report = report(archive);
        assertThat(report.verdict()).as(report.toString()).isInstanceOf(ChainVerdict.Intact.class);
        assertThat(report.open()).isFalse();
    }

    /** Of the verifier that an auditor runs, with the log's key alone. */
    private EvidenceReport report(byte[] archive) {
        try {
            Path file = Files.write(folder.resolve("evidence.zip"), archive);
            return EvidenceVerifier.verify(file, List.of(RunningAuditService.logKey()), record -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RecordBody> bodies(Map<String, byte[]> files) {
        return records(files).stream()
                .map(line -> RecordBody.parse(
                        Base64.getDecoder().decode(line.get("body").asText())))
                .toList();
    }

    private static List<RecordHeader> headers(Map<String, byte[]> files) {
        return records(files).stream()
                .map(line -> RecordHeader.parse(
                        Base64.getDecoder().decode(line.get("header").asText())))
                .toList();
    }

    private static List<JsonNode> records(Map<String, byte[]> files) {
        return new String(files.get("bundle.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> json(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return new ObjectMapper().readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instant recordedAt(String sql) {
        return events.admin()
                .sql(sql)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
