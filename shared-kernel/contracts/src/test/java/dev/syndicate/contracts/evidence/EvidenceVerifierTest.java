package dev.syndicate.contracts.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syndicate.contracts.chain.ChainFixture;
import dev.syndicate.contracts.chain.ChainVerdict;
import dev.syndicate.contracts.chain.NoteVerificationKey;
import dev.syndicate.contracts.chain.SecondVerifier;
import dev.syndicate.contracts.controls.Story;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a period with one action, as docs/spec/evidence.md says, and what may be wrong with them. */
class EvidenceVerifierTest {

    private static final NoteVerificationKey KEY = ChainFixture.KEY.verificationKey();
    private static final byte[] ACTION =
            bytes("{\"call\":{\"id\":\"c\"},\"kind\":\"command\",\"session\":{\"id\":\"s\",\"turn\":\"t\"}}");
    private static final byte[] INTENT = bytes("{\"kind\":\"command\",\"session\":{\"id\":\"s\"}}");
    private static final byte[] BUNDLE = bytes("{\"rules\":[]}");
    private static final String CONTENT_FILE = "content/" + Digest.of(ACTION).hex();
    private static final String POLICY_FILE = "policy/3-" + Digest.of(BUNDLE).hex() + ".json";

    @TempDir
    Path directory;

    @Test
    void theUntouchedControlsAreIntact() throws IOException {
        assertThat(judged(archive(files -> {}, manifest -> manifest))).isEqualTo("intact");
        assertThat(judged(archive(files -> files.remove(CONTENT_FILE), EvidenceVerifierTest::erased)))
                .isEqualTo("intact");
        assertThat(judged(archive(
                        files -> files.remove(CONTENT_FILE),
                        manifest -> listedAnew(manifest).with("content", JsonValue.of("left-out")))))
                .isEqualTo("intact");
    }

    @Test
    void aPeriodThatEndsWithTheChainIsOpen() throws IOException {
        Path closed = write(archive(files -> {}, manifest -> manifest));
        assertThat(EvidenceVerifier.verify(closed, List.of(KEY), record -> {}).open())
                .isFalse();
        byte[] open = archive(
                files -> {},
                manifest -> period(manifest, "2026-01-31T10:00:01.000000Z", 4, 1, 4)
                        .with("subject", subject("2026-01-31T10:00:01.000000Z", "2026-02-28T00:00:00.000000Z")));
        assertThat(judged(open)).isEqualTo("intact");
        EvidenceReport report = EvidenceVerifier.verify(write(open), List.of(KEY), record -> {});
        assertThat(report.open()).isTrue();
        assertThat(report.population()).isEqualTo(4);
    }

    @TestFactory
    Stream<DynamicTest> findsWhatIsWrong() {
        return Stream.of(
                attack("a missing file", "file-missing", files -> files.remove(POLICY_FILE), m -> m),
                attack(
                        "a file that is not listed",
                        "file-surplus",
                        files -> files.put("content/" + "0".repeat(64), ACTION),
                        m -> m),
                attack("a changed page", "file-changed", files -> files.put("index.html", bytes("<p>other")), m -> m),
                attack(
                        "a changed bundle",
                        "body-hash at 2",
                        EvidenceVerifierTest::flip,
                        EvidenceVerifierTest::listedAnew),
                attack(
                        "an empty bundle",
                        "empty",
                        files -> files.put("bundle.jsonl", new byte[0]),
                        EvidenceVerifierTest::listedAnew),
                attack("another count", "population", files -> {}, m -> m.with("population", population(4, 1, 3))),
                attack(
                        "a later beginning",
                        "population",
                        files -> {},
                        m -> period(m, "2026-01-31T09:00:00.000000Z", 3, 1, 3)),
                attack(
                        "a session instead",
                        "subject",
                        files -> {},
                        m -> m.without("population")
                                .with(
                                        "subject",
                                        JsonObject.builder()
                                                .put("kind", "session")
                                                .put("id", "s")
                                                .build())),
                attack(
                        "another log",
                        "subject",
                        files -> {},
                        m -> m.with("log", JsonValue.of("01980f3e-7c00-7000-8000-000000000002"))),
                attack(
                        "content that is neither there nor absent",
                        "content at 1",
                        EvidenceVerifierTest::withoutContent,
                        EvidenceVerifierTest::listedAnew),
                attack(
                        "content that was to be left out",
                        "content",
                        files -> {},
                        m -> m.with("content", JsonValue.of("left-out"))),
                attack(
                        "content under another name",
                        "content at 1",
                        files -> files.put(CONTENT_FILE, bytes("{}")),
                        EvidenceVerifierTest::listedAnew),
                attack(
                        "a policy under another name",
                        "content at 1",
                        files -> files.put(POLICY_FILE, bytes("{}")),
                        EvidenceVerifierTest::listedAnew),
                attack(
                        "content that no record names",
                        "content",
                        files -> files.put("content/" + Digest.of(bytes("{}")).hex(), bytes("{}")),
                        EvidenceVerifierTest::listedAnew),
                attack(
                        "an unknown member",
                        "bundle-malformed",
                        files -> {},
                        m -> m.with("key", JsonValue.of(KEY.toString()))),
                attack("a name that may not be", "bundle-malformed", files -> files.put("../x", new byte[1]), m -> m),
                dynamicTest("an archive that goes on", () -> {
                    byte[] good = archive(files -> {}, manifest -> manifest);
                    assertThat(judged(Arrays.copyOf(good, good.length + 1))).isEqualTo("bundle-malformed");
                }),
                dynamicTest("an archive that was cut", () -> {
                    byte[] good = archive(files -> {}, manifest -> manifest);
                    assertThat(judged(Arrays.copyOf(good, good.length - 30))).isEqualTo("bundle-malformed");
                }),
                dynamicTest("digests that are not those of the text", () -> {
                    byte[] wrong = archive(Digest.of(INTENT).toString(), files -> {}, manifest -> manifest);
                    assertThat(judged(wrong)).isEqualTo("content at 0");
                }));
    }

    private DynamicTest attack(
            String name, String expected, Consumer<Map<String, byte[]>> change, UnaryOperator<JsonObject> restated) {
        return dynamicTest(
                name, () -> assertThat(judged(archive(change, restated))).isEqualTo(expected));
    }

    private String judged(byte[] archive) throws IOException {
        ChainVerdict verdict = EvidenceVerifier.verify(write(archive), List.of(KEY), record -> {})
                .verdict();
        String found = switch (verdict) {
            case ChainVerdict.Intact _ -> "intact";
            case ChainVerdict.Broken broken ->
                broken.fault().wireName() + (broken.sequence() == null ? "" : " at " + broken.sequence());
        };
        JsonNode second = SecondVerifier.judge(archive, null, List.of(), KEY);
        String same = second.get("intact").asBoolean()
                ? "intact"
                : second.get("code").asText()
                        + (second.has("brokenSequence") ? " at " + second.get("brokenSequence") : "");
        assertThat(same).as("the second verifier").isEqualTo(found);
        return found;
    }

    private Path write(byte[] archive) throws IOException {
        return Files.write(directory.resolve("evidence.zip"), archive);
    }

    private static byte[] archive(Consumer<Map<String, byte[]>> change, UnaryOperator<JsonObject> restated)
            throws IOException {
        return archive(new DomainTag("syndicate/intent/v1").digest(INTENT).toString(), change, restated);
    }

    private static byte[] archive(
            String intent, Consumer<Map<String, byte[]>> change, UnaryOperator<JsonObject> restated)
            throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bundle.jsonl", bundle(intent));
        files.put(CONTENT_FILE, ACTION);
        files.put(POLICY_FILE, BUNDLE);
        files.put("index.html", bytes("<p>read"));
        JsonObject honest = manifest(files);
        change.accept(files);
        JsonObject manifest = restated.apply(honest);
        if (manifest.has("anew")) {
            manifest = manifest.without("anew").with("files", listed(files));
        }
        return zip(files, manifest);
    }

    /** Five records a second apart; the middle three lie in the period. */
    private static byte[] bundle(String intent) {
        Story story = new Story();
        for (int i = 0; i < 5; i++) {
            story.of(
                    "a",
                    "ActionProposed",
                    facts -> facts.put(
                                    "action",
                                    JsonObject.builder()
                                            .put("id", "a")
                                            .put(
                                                    "parameters",
                                                    JsonObject.builder()
                                                            .put(
                                                                    "digest",
                                                                    Digest.of(ACTION)
                                                                            .toString())
                                                            .put("size", ACTION.length)))
                            .put(
                                    "policy",
                                    JsonObject.builder()
                                            .put(
                                                    "version",
                                                    "3:" + Digest.of(BUNDLE).hex()))
                            .put("session", "s")
                            .put(
                                    "digests",
                                    JsonObject.builder()
                                            .put("intentAtApproval", intent)
                                            .put(
                                                    "action",
                                                    new DomainTag("syndicate/action/v1")
                                                            .digest(ACTION)
                                                            .toString())));
        }
        return story.bundle(0);
    }

    private static JsonObject manifest(Map<String, byte[]> files) {
        return JsonObject.builder()
                .put("format", "syndicate/evidence/v1")
                .put("log", ChainFixture.LOG.toString())
                .put("subject", subject("2026-01-31T10:00:01.000000Z", "2026-01-31T10:00:04.000000Z"))
                .put("population", population(3, 1, 3))
                .put("content", "included")
                .put("files", listed(files))
                .put("absent", JsonArray.of(List.of()))
                .put("createdAt", "2026-02-01T08:00:00.000000Z")
                .put(
                        "createdBy",
                        JsonObject.builder()
                                .put("issuer", "i")
                                .put("subject", "ada")
                                .put("name", "Ada"))
                .build();
    }

    private static JsonObject period(JsonObject manifest, String from, long count, long first, long last) {
        return manifest.with("subject", subject(from, "2026-01-31T10:00:04.000000Z"))
                .with("population", population(count, first, last));
    }

    private static JsonObject subject(String from, String to) {
        return JsonObject.builder()
                .put("kind", "period")
                .put("from", from)
                .put("to", to)
                .build();
    }

    private static JsonObject population(long count, long first, long last) {
        return JsonObject.builder()
                .put("count", count)
                .put("first", first)
                .put("last", last)
                .build();
    }

    private static JsonArray listed(Map<String, byte[]> files) {
        return JsonArray.of(files.entrySet().stream()
                .map(file -> (JsonValue) JsonObject.builder()
                        .put("path", file.getKey())
                        .put("size", file.getValue().length)
                        .put("sha256", Digest.of(file.getValue()).toString())
                        .build())
                .toList());
    }

    private static JsonObject listedAnew(JsonObject manifest) {
        return manifest.with("anew", JsonValue.of(true));
    }

    private static JsonObject erased(JsonObject manifest) {
        return listedAnew(manifest)
                .with(
                        "absent",
                        JsonArray.of(JsonObject.builder()
                                .put("path", CONTENT_FILE)
                                .put("reason", "erased")
                                .build()));
    }

    private static void withoutContent(Map<String, byte[]> files) {
        files.remove(CONTENT_FILE);
    }

    private static void flip(Map<String, byte[]> files) {
        String[] lines = new String(files.get("bundle.jsonl"), StandardCharsets.UTF_8).split("\n");
        char old = lines[3].charAt(40);
        lines[3] = lines[3].substring(0, 40) + (old == 'A' ? 'B' : 'A') + lines[3].substring(41);
        files.put("bundle.jsonl", bytes(String.join("\n", lines) + "\n"));
    }

    private static byte[] zip(Map<String, byte[]> files, JsonObject manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(CanonicalJson.bytes(manifest));
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
