package dev.syndicate.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** Read by Jackson, which is lenient, because admission refuses one of the official inputs. */
    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void writesTheOfficialVectors(String name) throws IOException {
        byte[] input = Vectors.bytes("canonical-json/official/input/" + name + ".json");
        JsonValue value = JsonValue.ofPlain(new ObjectMapper().readValue(input, Object.class));
        assertThat(CanonicalJson.bytes(value))
                .isEqualTo(Vectors.bytes("canonical-json/official/output/" + name + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "weird"})
    void admitsTheOfficialVectors(String name) throws InadmissibleJsonException {
        JsonValue value = Json.parse(Vectors.bytes("canonical-json/official/input/" + name + ".json"));
        byte[] expected = Vectors.bytes("canonical-json/official/output/" + name + ".json");
        assertThat(CanonicalJson.bytes(value)).isEqualTo(expected);
        assertThat(Json.parseCanonical(expected)).isEqualTo(value);
    }

    @Test
    void refusesTheOfficialVectorWhoseNumberADoubleDoesNotKeep() {
        assertThatThrownBy(() -> Json.parse(Vectors.bytes("canonical-json/official/input/values.json")))
                .isInstanceOfSatisfying(InadmissibleJsonException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(InadmissibleJsonException.Code.NUMBER_NOT_EXACT);
                    assertThat(refusal.offset()).isEqualTo(16);
                });
    }

    @Test
    void writesTheBytesThatRfc8785Prints() throws InadmissibleJsonException {
        JsonValue value = Json.parse("""
                {"numbers": [333333333.3333333, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}""");
        String hex = """
                7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 \
                6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 \
                2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 \
                30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d""";
        assertThat(CanonicalJson.bytes(value))
                .isEqualTo(HexFormat.ofDelimiter(" ").parseHex(hex));
    }

    @Test
    void isWhatToStringShows() {
        JsonObject object = JsonObject.builder()
                .put("b", JsonArray.ofStrings(List.of("x")))
                .put("a", 1)
                .build();
        assertThat(object).hasToString("{\"a\":1,\"b\":[\"x\"]}");
    }

    @Test
    void goesThroughPlainJavaAndJacksonUnchanged() throws IOException {
        JsonObject object = JsonObject.of(Map.of(
                "big",
                JsonValue.of(1L << 53),
                "half",
                JsonValue.of(0.5),
                "none",
                JsonNull.NULL,
                "yes",
                JsonValue.of(true)));
        assertThat(JsonValue.ofPlain(object.toPlain())).isEqualTo(object);
        assertThat(new ObjectMapper().writeValueAsString(object)).isEqualTo(object.toString());
    }

    @Test
    void cannotBuildWhatCannotBeHashed() {
        assertThatThrownBy(() -> JsonValue.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValue.of(Double.NEGATIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValue.of((1L << 53) + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValue.of("\udc00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonObject.builder().put("\ud800", 1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nested(65)).isInstanceOf(IllegalArgumentException.class);
        assertThat(nested(64).depth()).isEqualTo(64);
    }

    private static JsonValue nested(int depth) {
        JsonValue value = JsonNull.NULL;
        for (int i = 0; i < depth; i++) {
            value = JsonArray.of(value);
        }
        return value;
    }
}
