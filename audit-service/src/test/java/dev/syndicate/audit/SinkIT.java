package dev.syndicate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import dev.syndicate.audit.Receiver.Post;
import dev.syndicate.contracts.chain.BundleVerifier;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.ExportManifest;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.execution.ExecutionIntended;
import dev.syndicate.contracts.execution.ExecutionRefused;
import dev.syndicate.testing.postgres.PostgresForTests;
import dev.syndicate.testing.postgres.TestDatabase;
import dev.syndicate.testing.security.TestServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks on real receivers: what is signed arrives at least once, in order, whatever breaks. */
class SinkIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path volume;

    private TestDatabase database;
    private StoredEvents events;

    @BeforeEach
    void database() {
        database = PostgresForTests.freshDatabase();
        events = new StoredEvents(database);
    }

    @Test
    void aWebhookGetsEverythingOnceInOrderAndSigned() throws Exception {
        try (Receiver receiver = new Receiver();
                RunningAuditService audit = start(webhook("siem", receiver, "batch-size", "7"))) {
            append(20);
            awaitSent(audit, "siem");
            assertThat(sequences(receiver)).containsExactlyElementsOf(upTo(events.records()));
            for (Post post : receiver.accepted()) {
                new Webhook(SECRET).verify(post.body(), lowerCase(post.headers()));
                assertThat(post.header("Content-type")).startsWith("application/cloudevents-batch+json");
                assertThat(JSON.readTree(post.body()).size()).isLessThanOrEqualTo(7);
            }
            assertThat(receiver.accepted())
                    .extracting(post -> post.header("Webhook-id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aBrokenReceiverDelaysNothingElse() {
        try (Receiver broken = new Receiver();
                Receiver good = new Receiver()) {
            broken.answers(503);
            Map<String, Object> settings = webhook("broken", broken);
            settings.putAll(webhook("good", good));
            try (RunningAuditService audit = start(settings)) {
                append(5);
                awaitSent(audit, "good");
                StoredEvents.await(() -> broken.refused().size() > 2);
                UUID event = events.append(ExecutionIntended.class);
                assertThat(audit.sealed(event).status()).isEqualTo(200);
                assertThat(audit.get("/actuator/health/readiness").status()).isEqualTo(200);
                assertThat(broken.accepted()).isEmpty();
                JsonNode view = sink(audit, "broken");
                assertThat(view.get("next").asLong()).isZero();
                assertThat(view.get("failure").asText()).contains("503");
                assertThat(audit.get("/actuator/prometheus").text())
                        .contains("syndicate_audit_sink_failures_total{")
                        .contains("sink=\"broken\"");
                broken.answers(200);
                awaitSent(audit, "broken");
                assertThat(sequences(broken)).containsExactlyElementsOf(upTo(events.records()));
                assertThat(broken.refused().getFirst().header("Webhook-id"))
                        .isEqualTo(broken.accepted().getFirst().header("Webhook-id"));
            }
        }
    }

    @Test
    void whatWasAcknowledgedBeforeACrashComesAgainAndNothingIsLost() {
        try (Receiver receiver = new Receiver()) {
            try (RunningAuditService audit = start(webhook("siem", receiver, "batch-size", "3"))) {
                append(8);
                awaitSent(audit, "siem");
            }
            // As if the process had ended between the receiver's answer and its own commit.
            long acknowledged = events.admin()
                    .sql("UPDATE audit.sink SET cursor = cursor - 3 RETURNING cursor")
                    .query(Long.class)
                    .single();
            int before = sequences(receiver).size();
            append(4);
            try (RunningAuditService audit = start(webhook("siem", receiver, "batch-size", "3"))) {
                events.awaitAllRecorded();
                awaitSent(audit, "siem");
            }
            List<Long> all = sequences(receiver);
            assertThat(all.subList(before, before + 3))
                    .containsExactly(acknowledged, acknowledged + 1, acknowledged + 2);
            assertThat(all.stream().distinct().toList()).containsExactlyElementsOf(upTo(events.records()));
        }
    }

    @Test
    void twoProcessesFollowOnlyOnceForASink(@TempDir Path other) {
        try (Receiver receiver = new Receiver()) {
            // On a volume of its own it could not go on with the chain.
            Map<String, Object> reader = webhook("siem", receiver);
            reader.put("syndicate.audit.writer", "false");
            try (RunningAuditService first = start(webhook("siem", receiver));
                    RunningAuditService second = RunningAuditService.on(database, other, reader)) {
                append(30);
                awaitSent(first, "siem");
                assertThat(sequences(receiver)).containsExactlyElementsOf(upTo(events.records()));
                assertThat(second.get("/v1/sinks").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void onlyWhatMatchesIsSentAndTheCursorGoesPastTheRest() {
        try (Receiver receiver = new Receiver();
                RunningAuditService audit =
                        start(webhook("refusals", receiver, "filter.type", "ExecutionRefused", "format", "jsonl"))) {
            events.append(ActionProposed.class);
            events.append(ExecutionRefused.class);
            events.append(ActionProposed.class);
            awaitSent(audit, "refusals");
            assertThat(receiver.accepted())
                    .isNotEmpty()
                    .allMatch(post ->
                            post.body().contains("\"type\":\"dev.syndicate.contracts.execution.ExecutionRefused\""));
        }
    }

    @Test
    void syslogArrivesInFramesAndABrokenConnectionLosesNothing() throws Exception {
        try (SyslogReceiver receiver = new SyslogReceiver();
                RunningAuditService audit = start(settings(
                        "collector",
                        "type",
                        "syslog",
                        "syslog.host",
                        "127.0.0.1",
                        "syslog.port",
                        Integer.toString(receiver.port()),
                        "syslog.plaintext",
                        "true"))) {
            receiver.dropsConnections(true);
            append(6);
            StoredEvents.await(
                    () -> !sink(audit, "collector").path("failure").asText("").isEmpty());
            receiver.dropsConnections(false);
            awaitSent(audit, "collector");
            List<Long> numbers = receiver.messages().stream()
                    .map(message -> Long.parseLong(message.replaceAll("(?s).* cn1=(\\d+) .*", "$1")))
                    .distinct()
                    .toList();
            assertThat(numbers).containsExactlyElementsOf(upTo(events.records()));
            assertThat(receiver.messages()).allMatch(message -> message.matches("(?s)<\\d+>1 .*CEF:0\\|.*"));
        }
    }

    @Test
    void syslogOverTlsReachesOnlyWhoIsTrusted(@TempDir Path keys) throws Exception {
        Path store = SyslogReceiver.keyStore(keys);
        Map<String, Object> settings = new HashMap<>();
        try (SyslogReceiver receiver = SyslogReceiver.secured(store)) {
            String[] members = {
                "type", "syslog", "syslog.host", "127.0.0.1", "syslog.port", Integer.toString(receiver.port())
            };
            settings.putAll(settings("stranger", members));
            settings.putAll(settings("collector", members));
            settings.put("syndicate.audit.sinks.collector.syslog.ssl-bundle", "collector");
            settings.put("spring.ssl.bundle.jks.collector.truststore.location", "file:" + store);
            settings.put("spring.ssl.bundle.jks.collector.truststore.password", SyslogReceiver.PASSWORD);
            settings.put("spring.ssl.bundle.jks.collector.truststore.type", "PKCS12");
            try (RunningAuditService audit = start(settings)) {
                append(3);
                awaitSent(audit, "collector");
                assertThat(receiver.messages()).hasSize((int) events.records());
                StoredEvents.await(() ->
                        !sink(audit, "stranger").path("failure").asText("").isEmpty());
                assertThat(sink(audit, "stranger").get("next").asLong()).isZero();
            }
        }
    }

    @Test
    void kafkaKeepsTheOrderOfEachKey(@TempDir Path kafka) throws Exception {
        try (KafkaBroker broker = new KafkaBroker(kafka)) {
            broker.create("audit", 3);
            try (RunningAuditService audit = start(settings(
                    "stream",
                    "type",
                    "kafka",
                    "format",
                    "ocsf",
                    "kafka.bootstrap-servers",
                    broker.address(),
                    "kafka.topic",
                    "audit"))) {
                append(10);
                awaitSent(audit, "stream");
                List<ConsumerRecord<String, byte[]>> records = broker.read("audit", 3);
                assertThat(records.stream().map(SinkIT::sequence).sorted().toList())
                        .containsExactlyElementsOf(upTo(events.records()));
                Map<String, Long> last = new HashMap<>();
                for (ConsumerRecord<String, byte[]> record : records) {
                    JsonNode event = JSON.readTree(record.value());
                    assertThat(event.at("/metadata/sequence").asLong()).isEqualTo(sequence(record));
                    assertThat(sequence(record)).isGreaterThan(last.getOrDefault(record.key(), -1L));
                    last.put(record.key(), sequence(record));
                }
            }
        }
    }

    @Test
    void aBucketHoldsLockedBundlesThatVerify(@TempDir Path store) throws Exception {
        try (ObjectStore objects = new ObjectStore(store)) {
            objects.createWithLock("evidence");
            System.setProperty("aws.accessKeyId", "test");
            System.setProperty("aws.secretAccessKey", "test");
            try (RunningAuditService audit = start(settings(
                    "archive",
                    "type",
                    "s3",
                    "batch-size",
                    "10",
                    "s3.bucket",
                    "evidence",
                    "s3.prefix",
                    "syndicate/",
                    "s3.endpoint",
                    objects.endpoint().toString(),
                    "s3.path-style",
                    "true",
                    "s3.retention",
                    "30d"))) {
                append(12);
                awaitSent(audit, "archive");
                append(12);
                awaitSent(audit, "archive");
            }
            List<String> keys = objects.keys("evidence");
            List<String> bundles =
                    keys.stream().filter(key -> key.endsWith(".bundle.jsonl")).toList();
            assertThat(bundles).hasSizeGreaterThan(1);
            long next = 0;
            for (String key : bundles) {
                byte[] bundle = objects.read("evidence", key);
                ExportManifest manifest = ExportManifest.parse(objects.read("evidence", key + ".manifest.json"));
                assertThat(manifest.isSignedBy(TestServices.shared()
                                .keys()
                                .signingKey("receipt")
                                .verificationKey()))
                        .isTrue();
                assertThat(manifest.digest()).isEqualTo(Digest.of(bundle));
                assertThat(manifest.first()).isEqualTo(next);
                assertThat(verify(bundle)).isInstanceOf(ChainVerdict.Intact.class);
                next = manifest.last() + 1;
                assertThat(objects.client()
                                .getObjectRetention(
                                        request -> request.bucket("evidence").key(key))
                                .retention()
                                .modeAsString())
                        .isEqualTo("COMPLIANCE");
            }
            assertThat(next).isEqualTo(events.records());
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void whatCannotWorkKeepsTheServiceFromStarting() {
        refused("webhook", "type", "webhook");
        refused("https", "type", "webhook", "webhook.url", "http://example.com", "webhook.secrets[0]", SECRET);
        refused(
                "whole",
                "type",
                "webhook",
                "format",
                "bundle",
                "webhook.url",
                "https://x",
                "webhook.secrets[0]",
                SECRET);
        refused("filter", "type", "syslog", "filter.nothing", "x", "syslog.host", "h", "syslog.port", "6514");
        refused(
                "acks",
                "type",
                "kafka",
                "kafka.bootstrap-servers",
                "h:1",
                "kafka.topic",
                "t",
                "kafka.properties.acks",
                "0");
        refused("Not a name", "type", "kafka", "kafka.bootstrap-servers", "h:1", "kafka.topic", "t");
    }

    private void refused(String name, String... members) {
        assertThatThrownBy(() -> start(
                                settings(name.toLowerCase(java.util.Locale.ROOT).replace(' ', '_'), members))
                        .close())
                .as(name)
                .hasStackTraceContaining("syndicate.audit.sinks");
    }

    private RunningAuditService start(Map<String, Object> settings) {
        return RunningAuditService.on(database, volume, settings);
    }

    private void append(int pairs) {
        for (int i = 0; i < pairs; i++) {
            events.append(ActionProposed.class);
            events.append(ExecutionRefused.class);
        }
    }

    private void awaitSent(RunningAuditService audit, String name) {
        events.awaitAllRecorded();
        StoredEvents.await(() -> sink(audit, name).path("next").asLong(-1) == events.records());
    }

    private static JsonNode sink(RunningAuditService audit, String name) {
        for (JsonNode sink : audit.get("/v1/sinks").json()) {
            if (sink.path("name").asText().equals(name)) {
                return sink;
            }
        }
        return JSON.createObjectNode();
    }

    private static Map<String, Object> webhook(String name, Receiver receiver, String... more) {
        List<String> members = new ArrayList<>(List.of(
                "type",
                "webhook",
                "webhook.url",
                receiver.url(),
                "webhook.plaintext",
                "true",
                "webhook.secrets[0]",
                SECRET));
        members.addAll(List.of(more));
        return settings(name, members.toArray(String[]::new));
    }

    private static Map<String, Object> settings(String name, String... members) {
        Map<String, Object> settings = new HashMap<>();
        String prefix = "syndicate.audit.sinks." + name + ".";
        // Whatever is not answered in time is sent again.
        settings.put(prefix + "timeout", "60s");
        settings.put(prefix + "interval", "50ms");
        settings.put(prefix + "max-backoff", "200ms");
        for (int i = 0; i < members.length; i += 2) {
            settings.put(prefix + members[i], members[i + 1]);
        }
        return settings;
    }

    private static List<Long> sequences(Receiver receiver) {
        List<Long> sequences = new ArrayList<>();
        for (Post post : receiver.accepted()) {
            try {
                JSON.readTree(post.body())
                        .forEach(event -> sequences.add(
                                Long.parseLong(event.get("sequence").asText())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sequences;
    }

    private static long sequence(ConsumerRecord<String, byte[]> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader("syndicate-sequence").value(), StandardCharsets.UTF_8));
    }

    private static List<Long> upTo(long size) {
        return LongStream.range(0, size).boxed().toList();
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        Map<String, List<String>> lower = new HashMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
        return lower;
    }

    private static ChainVerdict verify(byte[] bundle) throws IOException {
        return BundleVerifier.verify(new ByteArrayInputStream(bundle), RunningAuditService.logKey());
    }
}
