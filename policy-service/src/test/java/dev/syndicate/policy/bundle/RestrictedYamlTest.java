package dev.syndicate.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictedYamlTest {

    @Test
    void saysInJsonWhatTheYamlSays() {
        String yaml = """
                # a comment
                text: plain text
                quoted: "yes"
                number: 12
                fraction: -1.5e3
                truth: true
                nothing: null
                list:
                  - a
                  - {b: 'c'}
                block: |
                  one
                  two
                """;

        assertThat(json(yaml))
                .isEqualTo(
                        "{\"text\":\"plain text\",\"quoted\":\"yes\",\"number\":12,\"fraction\":-1.5e3,\"truth\":true,"
                                + "\"nothing\":null,\"list\":[\"a\",{\"b\":\"c\"}],\"block\":\"one\\u000atwo\\u000a\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "",
                "yes",
                "No",
                "ON",
                "off",
                "y",
                "N",
                "True",
                "FALSE",
                "Null",
                "010",
                "0x1f",
                "0o17",
                "1_000",
                "+1",
                ".5",
                "1.",
                "1:30",
                ".inf",
                "-.INF",
                ".nan",
                "0b11",
                "2026-01-05"
            })
    void refusesPlainScalarsThatReadersTakeDifferently(String scalar) {
        assertThat(refusal("a: " + scalar)).isEqualTo("ambiguous-scalar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30M", "a-b", "1.2.3-beta x", "yes please", "acme/checkout", "file-read", "x:y"})
    void takesOtherPlainScalarsAsText(String scalar) {
        assertThat(json("a: " + scalar)).isEqualTo("{\"a\":\"" + scalar + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duplicate-key    | a: 1\\na: 2",
                "duplicate-key    | {\"a\": 1, a: 2}",
                "anchor           | a: &x 1",
                "alias            | a: *x",
                "anchor           | &x {a: 1}",
                "tag              | a: !!str 1",
                "tag              | a: !java.net.URL x",
                "tag              | a: ! x",
                "tag              | !!map {a: 1}",
                "directive        | %YAML 1.2\\n---\\na: 1",
                "merge-key        | <<: {a: 1}",
                "key-not-a-string | 1: a",
                "key-not-a-string | ? [a]\\n: b",
                "key-not-a-string | true: a",
                "second-document  | a: 1\\n---\\nb: 1",
                "empty-document   | # nothing",
                "malformed-yaml   | a: [1",
                "malformed-yaml   | a: b: c",
                "malformed-yaml   | \\ta: 1",
                "malformed-yaml   | a: \"\\u0001\""
            })
    void refusesWhatJsonCannotSay(String code, String yaml) {
        assertThat(refusal(yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0001", "\u0001")))
                .isEqualTo(code);
    }

    @Test
    void refusesDepthBeforeItCosts() {
        assertThat(refusal("[".repeat(100_000))).isEqualTo("too-deep");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        InadmissibleBundleException refused = catchThrowableOfType(
                InadmissibleBundleException.class,
                () -> RestrictedYaml.toJson(new byte[] {'a', ':', ' ', (byte) 0xff}));

        assertThat(refused.extras()).containsEntry("code", "invalid-utf-8");
    }

    @Test
    void saysWhereItRefuses() {
        InadmissibleBundleException refused =
                catchThrowableOfType(InadmissibleBundleException.class, () -> json("a: 1\nb: yes"));

        assertThat(refused.extras()).containsEntry("line", 2).containsEntry("column", 4);
    }

    private static String json(String yaml) {
        return new String(RestrictedYaml.toJson(yaml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private static String refusal(String yaml) {
        InadmissibleBundleException refused = catchThrowableOfType(InadmissibleBundleException.class, () -> json(yaml));
        assertThat(refused).as(yaml).isNotNull();
        return String.valueOf(refused.extras().get("code"));
    }
}
