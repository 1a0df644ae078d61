package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExportManifestTest {

    private static final Path VECTORS = Path.of("../../docs/spec/vectors/export-manifest");
    private static final SigningKey KEY = SigningKey.ofSeed(new byte[32]);
    private static final ExportManifest MANIFEST =
            manifest(JsonObject.EMPTY.with("session", JsonValue.of("s-3")), 1).signedWith(KEY);

    /** {@code -Dgolden.write=true} writes the vector if it is missing. */
    @Test
    void hasTheBytesOfTheVector() throws IOException {
        Path file = VECTORS.resolve("manifest.json");
        if (Boolean.getBoolean("golden.write") && Files.notExists(file)) {
            write(file);
        }
        JsonNode vector = Vectors.read(VECTORS, "manifest.json");
        assertThat(new String(MANIFEST.signedBytes(), StandardCharsets.UTF_8))
                .isEqualTo(vector.get("signedText").asText());
        assertThat(MANIFEST.signature())
                .isEqualTo(vector.at("/manifest/signature").asText());
        assertThat(ExportManifest.parse(vector.get("manifest").toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MANIFEST);
        assertThat(KEY.verificationKey().pem())
                .isEqualTo(vector.get("publicKey").asText());
    }

    @Test
    void isSignedByItsKeyAlone() {
        assertThat(MANIFEST.isSignedBy(KEY.verificationKey())).isTrue();
        assertThat(MANIFEST.isSignedBy(SigningKey.generate().verificationKey())).isFalse();
    }

    @Test
    void noMemberCanBeChanged() {
        String json = MANIFEST.json().toString();
        for (String[] change : new String[][] {
            {"\"first\":2", "\"first\":3"},
            {"\"count\":1", "\"count\":2"},
            {"\"bytes\":5", "\"bytes\":6"},
            {"\"s-3\"", "\"s-4\""},
            {"\"csv\"", "\"ocsf\""},
            {"000001Z", "000002Z"},
            {"000000000900", "000000000901"}
        }) {
            assertThat(json).contains(change[0]);
            ExportManifest changed =
                    ExportManifest.parse(json.replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8));
            assertThat(changed.isSignedBy(KEY.verificationKey())).as(change[1]).isFalse();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> manifest(JsonObject.EMPTY, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> manifest(MANIFEST.filter(), 4)).isInstanceOf(IllegalArgumentException.class);
        for (String[] change : new String[][] {
            {"\"last\":4", "\"last\":6"},
            {"\"last\":4", "\"last\":1"},
            {"\"epoch\":1", "\"epoch\":2"},
            {"manifest/v1", "manifest/v2"},
            {"\"format\"", "\"format2\""}
        }) {
            byte[] json =
                    MANIFEST.json().toString().replace(change[0], change[1]).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> ExportManifest.parse(json))
                    .as(change[1])
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void write(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode vector = mapper.createObjectNode();
        vector.put("publicKey", KEY.verificationKey().pem());
        vector.put("signedText", new String(MANIFEST.signedBytes(), StandardCharsets.UTF_8));
        vector.set("manifest", mapper.readTree(MANIFEST.json().toString()));
        Files.createDirectories(VECTORS);
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(vector) + "\n");
    }

    private static ExportManifest manifest(JsonObject filter, long count) {
        return new ExportManifest(
                UUID.fromString("01980f3e-7c00-7000-8000-000000000900"),
                ChainFixture.ORIGIN,
                2,
                4,
                filter,
                "csv",
                count,
                5,
                Digest.of("hello".getBytes(StandardCharsets.UTF_8)),
                ChainFixture.checkpoint(ChainFixture.chain(6)),
                Instant.parse("2026-01-31T10:00:00.000001Z"),
                KEY.id(),
                "");
    }
}
