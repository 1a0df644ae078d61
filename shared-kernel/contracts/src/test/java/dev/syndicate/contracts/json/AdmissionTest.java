package dev.syndicate.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.json.InadmissibleJsonException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {

    static Stream<JsonObject> refusals() {
        return Vectors.objects("canonical-json/refusals.json").stream();
    }

    static Stream<JsonObject> admissions() {
        return Vectors.objects("canonical-json/admissions.json").stream();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatTheVectorsRefuse(JsonObject vector) {
        byte[] bytes = HexFormat.of().parseHex(vector.string("hex"));

        InadmissibleJsonException refusal =
                catchThrowableOfType(InadmissibleJsonException.class, () -> Json.parse(bytes));

        assertThat(refusal).as(vector.string("name")).isNotNull();
        assertThat(refusal.code().wireName()).as(vector.string("name")).isEqualTo(vector.string("code"));
        assertThat(refusal.offset()).as(vector.string("name")).isEqualTo((int) vector.integer("offset"));
    }

    @ParameterizedTest
    @MethodSource("admissions")
    void admitsWhatTheVectorsAdmit(JsonObject vector) throws InadmissibleJsonException {
        assertThat(CanonicalJson.text(Json.parse(vector.string("input"))))
                .as(vector.string("name"))
                .isEqualTo(vector.string("canonical"));
    }

    @Test
    void hasARefusalVectorForEveryCode() {
        Set<String> covered = refusals().map(vector -> vector.string("code")).collect(Collectors.toSet());
        EnumSet.complementOf(EnumSet.of(Code.TOO_LARGE, Code.NOT_CANONICAL))
                .forEach(code -> assertThat(covered).contains(code.wireName()));
    }

    @Test
    void refusesOneByteMoreThanTheLimit() throws InadmissibleJsonException {
        AdmissionLimits six = new AdmissionLimits(6);
        assertThat(Json.admit(ascii("[1234]"), six)).isEqualTo(JsonArray.of(JsonValue.of(1234)));
        assertRefused(() -> Json.admit(ascii("[12345]"), six), Code.TOO_LARGE);
    }

    @Test
    void refusesMoreThanEightMebibytesByDefault() {
        byte[] blanks = new byte[8 * 1024 * 1024 + 1];
        Arrays.fill(blanks, (byte) ' ');
        assertRefused(() -> Json.parse(blanks), Code.TOO_LARGE);
    }

    @Test
    void requiresCanonicalBytesWhereAsked() throws InadmissibleJsonException {
        assertThat(Json.parseCanonical(ascii("{\"a\":1,\"b\":2}"))).isInstanceOf(JsonObject.class);
        for (String text : List.of("{\"b\":1,\"a\":2}", "{\"a\": 1}", "1.0", "\"\\u0041\"", "-0")) {
            assertRefused(() -> Json.parseCanonical(ascii(text)), Code.NOT_CANONICAL);
        }
    }

    @Test
    void refusesLoneSurrogatesInText() {
        assertRefused(() -> Json.parse("\"\ud800\""), Code.LONE_SURROGATE);
    }

    @Test
    void readsTheLargestInputsInOneGo() throws InadmissibleJsonException {
        assertThat(((JsonArray) Json.parse("[" + "0,".repeat(4_000_000) + "0]")).size())
                .isEqualTo(4_000_001);
        assertThat(((JsonArray) Json.parse("[" + "{},".repeat(2_700_000) + "{}]")).size())
                .isEqualTo(2_700_001);
        assertThat(((JsonString) Json.parse("\"" + "\\n".repeat(4_000_000) + "\"")).value())
                .hasSize(4_000_000);
    }

    @Test
    void readsAHugeNumberOfMembersAndDigits() {
        StringBuilder members = new StringBuilder("{");
        for (int i = 0; i < 500_000; i++) {
            members.append("\"").append(i).append("\":0,");
        }
        assertThatThrownBy(() -> Json.parse(members.append("\"7\":0}").toString()))
                .isInstanceOf(InadmissibleJsonException.class)
                .hasMessageContaining("twice");
        assertRefused(() -> Json.parse("1".repeat(8_000_000)), Code.NUMBER_NOT_FINITE);
        assertRefused(() -> Json.parse("0." + "1".repeat(8_000_000)), Code.NUMBER_NOT_EXACT);
    }

    @Test
    void isNotFooledByNamesOfOneHash() {
        StringBuilder members = new StringBuilder("{");
        for (int i = 0; i < 1 << 17; i++) {
            members.append('"');
            for (int bit = 0; bit < 17; bit++) {
                members.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.append("\":0,");
        }
        assertRefused(() -> Json.parse(members + "}"), Code.MALFORMED);
    }

    @Test
    void neverRepeatsTheContentInItsMessage() {
        assertThatThrownBy(() -> Json.parse("{\"secret-name\":1,\"secret-name\":2}"))
                .hasMessageNotContaining("secret");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Code code) {
        InadmissibleJsonException refusal = catchThrowableOfType(InadmissibleJsonException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}
