package dev.syndicate.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BundleVectorsTest {

    static Stream<Named<JsonObject>> bundles() {
        return Vectors.objects("bundles.json").map(vector -> Named.of(vector.string("name"), vector));
    }

    static Stream<Named<JsonObject>> refusals() {
        return Vectors.objects("refusals.json").map(vector -> Named.of(vector.string("name"), vector));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void givesTheCanonicalBytesAndTheirHash(JsonObject vector) {
        byte[] canonical = PolicyBundle.fromYaml(utf8(vector.string("yaml"))).canonicalBytes();

        assertThat(new String(canonical, StandardCharsets.UTF_8)).isEqualTo(vector.string("canonical"));
        assertThat(Digest.of(canonical).hex()).isEqualTo(vector.string("sha256"));
        assertThat(PolicyBundle.fromJson(canonical).canonicalBytes()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(JsonObject vector) {
        InadmissibleBundleException refused = catchThrowableOfType(
                InadmissibleBundleException.class, () -> PolicyBundle.fromYaml(utf8(vector.string("yaml"))));

        assertThat(refused).isNotNull();
        assertThat(refused.extras()).containsEntry("code", vector.string("code"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
