package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.audit.RunningAuditService.Answer;
import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.records.FilterJson;
import dev.syndicate.audit.records.MatchingRecords;
import dev.syndicate.contracts.chain.ChainRecord;
import dev.syndicate.contracts.chain.ExportManifest;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.chain.RecordHeader;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.testing.catalogue.Samples;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.security.TestIssuer;
import dev.syndicate.testing.security.TestServices;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports in forms for others, over HTTP and on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {

    private RunningAuditService audit;
    private StoredEvents events;

    @BeforeAll
    void start(@TempDir Path volume) {
        var database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
        audit = RunningAuditService.on(database, volume);
        for (int i = 0; i < 20; i++) {
            events.append(ActionProposed.class);
            events.append(ExecutionRefused.class);
        }
        events.awaitAllRecorded();
    }

    @AfterAll
    void stop() {
        audit.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "ocsf", "cloudevents", "syslog"})
    void whatBrokeOffIsContinuedToTheSameBytes(String format) {
        Answer whole = audit.get("/v1/export?last=39&format=" + format);
        assertThat(whole.status()).as(whole.text()).isEqualTo(200);
        String again = "/v1/exports/" + id(whole);
        assertThat(audit.get(again).bytes()).isEqualTo(whole.bytes());
        byte[] after = audit.get(again + "?after=16").bytes();
        byte[] front = Arrays.copyOf(whole.bytes(), whole.bytes().length - after.length);
        assertThat(concat(front, after)).isEqualTo(whole.bytes());
        for (int offset : new int[] {0, 1, 1000, whole.bytes().length - 1}) {
            Answer rest = audit.getWith(again, "Range", "bytes=" + offset + "-");
            assertThat(rest.status()).isEqualTo(206);
            assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), offset, whole.bytes().length));
        }
        assertThat(audit.getWith(again, "Range", "bytes=" + whole.bytes().length + "-")
                        .status())
                .isEqualTo(416);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "ocsf", "cloudevents", "syslog"})
    void theManifestStatesTheBytesAndIsSigned(String format) {
        Answer export = audit.get("/v1/export?first=3&last=30&type=ExecutionRefused&format=" + format);
        ExportManifest manifest = manifest(export);
        assertThat(manifest.isSignedBy(
                        TestServices.shared().keys().signingKey("receipt").verificationKey()))
                .isTrue();
        assertThat(manifest.digest()).isEqualTo(Digest.of(export.bytes()));
        assertThat(manifest.bytes()).isEqualTo(export.bytes().length);
        assertThat(manifest.count()).isEqualTo(14);
        assertThat(manifest.first()).isEqualTo(3);
        assertThat(manifest.last()).isEqualTo(30);
        assertThat(manifest.filter().toString()).isEqualTo("{\"type\":\"ExecutionRefused\"}");
        assertThat(manifest.format()).isEqualTo(format);
        assertThat(manifest.checkpoint().isSignedBy(RunningAuditService.logKey()))
                .isTrue();
    }

    @Test
    void aManifestCanBeHadWithoutReadingTheExportToItsEnd() {
        Answer export = audit.get("/v1/export?last=9&format=csv");
        events.admin()
                .sql("UPDATE audit.export SET digest = NULL, count = NULL, bytes = NULL")
                .update();
        assertThat(manifest(export).digest()).isEqualTo(Digest.of(export.bytes()));
    }

    @Test
    void isStartedFirstAndReadLater() throws Exception {
        Answer started = audit.post("/v1/exports?first=3&last=30&type=ExecutionRefused&format=csv");
        assertThat(started.status()).isEqualTo(201);
        String id = started.json().get("id").asText();
        assertThat(started.json().hasNonNull("measure")).isFalse();
        byte[] bytes = audit.get("/v1/exports/" + id).bytes();
        assertThat(bytes)
                .isEqualTo(audit.get("/v1/export?first=3&last=30&type=ExecutionRefused&format=csv")
                        .bytes());
        JsonNode listed = audit.get("/v1/exports")
                .json()
                .get("exports")
                .valueStream()
                .filter(export -> export.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(listed.at("/measure/digest").asText())
                .isEqualTo(Digest.of(bytes).toString());
        assertThat(listed.at("/filter/type").asText()).isEqualTo("ExecutionRefused");
        assertThat(audit.get("/v1/exports", TestIssuer.shared().olive().bearer())
                        .json()
                        .get("exports"))
                .as("only the own ones")
                .isEmpty();
        assertThat(audit.post("/v1/exports?format=xml").status()).isEqualTo(400);
    }

    @Test
    void jsonLinesCarryTheExactBytes() {
        String[] lines = audit.get("/v1/export?last=39&format=jsonl").text().split("\n");
        assertThat(lines).hasSize(40);
        RecordHeader before = null;
        for (String line : lines) {
            ChainRecord record = exact(line);
            RecordHeader header = RecordHeader.parse(record.header());
            assertThat(RecordBody.hash(record.body())).isEqualTo(header.bodyHash());
            assertThat(before == null || header.previous().equals(before.leaf()))
                    .isTrue();
            before = header;
        }
    }

    @Test
    void whatLeavesIsOnRecordBeforeIt() {
        Answer export = audit.get("/v1/export?first=2&last=5&format=jsonl&session="
                + Samples.complete(ActionProposed.class).session());
        events.awaitAllRecorded();
        JsonNode payload = events.payload("RecordsExported", id(export));
        assertThat(payload.get("format").asText()).isEqualTo("jsonl");
        assertThat(payload.get("firstSequence").asLong()).isEqualTo(2);
        assertThat(payload.get("lastSequence").asLong()).isEqualTo(5);
        assertThat(payload.get("filter").asText()).contains("\"session\":");
        assertThat(payload.at("/by/subject").asText()).isNotEmpty();
    }

    @Test
    void aLongExportHoldsAPageAtATime() throws Exception {
        for (int batch = 0; batch < 32; batch++) {
            try (Connection connection = events.gateway()) {
                for (int i = 0; i < 50; i++) {
                    events.append(connection, "long-" + batch + "-" + i, 0, ActionProposed.class);
                }
                connection.commit();
            }
        }
        events.awaitAllRecorded();
        List<WeakReference<StoredRecord>> seen = new ArrayList<>();
        AtomicLong mostAlive = new AtomicLong();
        audit.bean(MatchingRecords.class)
                .forEach(audit.bean(FilterJson.class).read(JsonObject.EMPTY), 0, events.records(), record -> {
                    seen.add(new WeakReference<>(record));
                    if (seen.size() % 400 == 0) {
                        System.gc();
                        long alive =
                                seen.stream().filter(one -> one.get() != null).count();
                        mostAlive.accumulateAndGet(alive, Math::max);
                    }
                });
        assertThat(seen).hasSizeGreaterThan(1_600);
        assertThat(mostAlive.get()).isLessThanOrEqualTo(500);
    }

    @Test
    void onlyWhoStartedAnExportMayReadOn() {
        Answer export = audit.get("/v1/export?last=3&format=csv");
        String path = "/v1/exports/" + id(export);
        String olive = TestIssuer.shared().olive().bearer();
        assertThat(audit.get(path, olive).problem()).isEqualTo("not-found");
        assertThat(audit.get(path + "/manifest", olive).problem()).isEqualTo("not-found");
    }

    @Test
    void whatCannotBeExportedIsRefused() {
        assertThat(audit.get("/v1/export?format=xml").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/export?format=csv&first=5&last=4").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/export?format=csv&last=999999").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/export?last=4").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/export?session=s").problem()).isEqualTo("invalid-request");
        assertThat(audit.get("/v1/export?format=csv&from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .problem())
                .isEqualTo("invalid-request");
    }

    private ExportManifest manifest(Answer export) {
        Answer answer = audit.get("/v1/exports/" + id(export) + "/manifest");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ExportManifest.parse(answer.bytes());
    }

    private static String id(Answer export) {
        return export.http().headers().firstValue("Syndicate-Export").orElseThrow();
    }

    private static byte[] concat(byte[] front, byte[] back) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(front);
        out.writeBytes(back);
        return out.toByteArray();
    }

    /** As docs/operations/exports.md says: everything behind "body": up to the last brace. */
    private static ChainRecord exact(String line) {
        String marker = "\"body\":";
        String body = line.substring(line.indexOf(marker) + marker.length(), line.length() - 1);
        String header = line.replaceAll(".*\"header\":\"([^\"]*)\".*", "$1");
        return new ChainRecord(Base64.getDecoder().decode(header), body.getBytes(StandardCharsets.UTF_8));
    }
}
