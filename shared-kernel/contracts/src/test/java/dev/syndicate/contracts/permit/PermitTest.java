package dev.syndicate.contracts.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.crypto.SigningKey;
import dev.syndicate.contracts.crypto.TrustedKeys;
import dev.syndicate.contracts.crypto.VerificationKey;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.Vectors;
import dev.syndicate.contracts.permit.Permit.Timeliness;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PermitTest {

    private static final JsonObject VECTORS = (JsonObject) Vectors.json("permit/permits.json");

    private final SigningKey key = SigningKey.ofSeed(HexFormat.of().parseHex(VECTORS.string("seed")));
    private final TrustedKeys trusted = TrustedKeys.of(VerificationKey.parsePem(VECTORS.string("publicKey")));

    static Stream<JsonObject> permits() {
        JsonArray permits = VECTORS.array("permits");
        return permits.stream().map(JsonObject.class::cast);
    }

    static Stream<JsonObject> refusals() {
        return Vectors.objects("permit/refusals.json").stream();
    }

    @ParameterizedTest
    @MethodSource("permits")
    void readsAndWritesTheVectors(JsonObject vector) throws InvalidPermitException {
        Permit permit = Permit.decode(vector.string("permit"), trusted);
        JsonObject claims = vector.object("claims");

        assertThat(permit.id()).hasToString(claims.string("jti"));
        assertThat(permit.intentDigest()).hasToString(claims.string("intent"));
        assertThat(permit.policyVersion()).hasToString(claims.string("policy"));
        assertThat(permit.approval() == null ? null : permit.approval().toString())
                .isEqualTo(claims.findString("approval").orElse(null));
        assertThat(permit.expiresAt().getEpochSecond()).isEqualTo(claims.integer("exp"));
        assertThat(permit.encode(key)).isEqualTo(vector.string("permit"));
        assertThat(key.id()).hasToString(VECTORS.string("keyId"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatTheVectorsRefuse(JsonObject vector) {
        InvalidPermitException refusal = catchThrowableOfType(
                InvalidPermitException.class, () -> Permit.decode(vector.string("permit"), trusted));

        assertThat(refusal).as(vector.string("name")).isNotNull();
        assertThat(refusal.reason().name()).as(vector.string("name")).isEqualTo(vector.string("reason"));
    }

    @Test
    void isValidFromItsFirstSecondAndNotAtItsLast() throws InvalidPermitException {
        Permit permit = Permit.decode(permits().findFirst().orElseThrow().string("permit"), trusted);
        assertThat(permit.timeliness(permit.notBefore().minusNanos(1))).isEqualTo(Timeliness.EARLY);
        assertThat(permit.timeliness(permit.notBefore())).isEqualTo(Timeliness.TIMELY);
        assertThat(permit.timeliness(permit.expiresAt().minusNanos(1))).isEqualTo(Timeliness.TIMELY);
        assertThat(permit.timeliness(permit.expiresAt())).isEqualTo(Timeliness.EXPIRED);
    }

    @Test
    void cutsItsTimesToSeconds() throws InvalidPermitException {
        Permit permit = Permit.decode(permits().findFirst().orElseThrow().string("permit"), trusted);
        Instant odd = permit.issuedAt().plusNanos(999_999_000);
        Permit cut = withTimes(permit, odd, permit.expiresAt().plusNanos(1));
        assertThat(cut).isEqualTo(permit);
        assertThatThrownBy(() -> withTimes(permit, odd, odd)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Permit withTimes(Permit permit, Instant from, Instant to) {
        return new Permit(
                permit.id(),
                permit.action(),
                permit.intentDigest(),
                permit.policyVersion(),
                permit.approval(),
                permit.session(),
                permit.principalIssuer(),
                permit.principalSubject(),
                from,
                from,
                to);
    }
}
