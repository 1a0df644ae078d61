package dev.syndicate.contracts.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedViewTest {

    private static final String TOKEN = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

    /** One of each kind; what stands between the bars is the secret. */
    private static final List<String> SECRETS = List.of(
            "|-----BEGIN PRIVATE KEY-----\nMIIExampleExampleExample\nExampleExampleExample0==\n-----END PRIVATE KEY-----|",
            "|AKIAABCDEFGHIJ234567|",
            "aws_secret_access_key=|0123456789abcdefghijABCDEFGHIJ0123456789|",
            "|" + TOKEN + "|",
            "|glpat-0123456789abcdefghij|",
            "|xoxb-0123456789-abcdef|",
            "|rk_test_0123456789abcdefghij|",
            "|npm_0123456789abcdefghijABCDEFGHIJ012345|",
            "|pypi-0123456789abcdefghijABCDEFGHIJ0123456789abcdefghij|",
            "|AIza0123456789abcdefghijABCDEFGHIJ01234|",
            "|sk-ant-0123456789abcdefghij|",
            "|sk-proj-0123456789abcdefghij|",
            "|eyJhbGciOiJub25lIn0.eyJzdWIiOiJkYW5hIn0.0123456789abcdef|",
            "Authorization: Bearer |0123456789abcdef|",
            "https://dana:|hunter2|@host",
            "password=|correct-horse|");

    static Stream<JsonObject> views() {
        return Vectors.objects("view/masked-views.json").stream();
    }

    @ParameterizedTest
    @MethodSource("views")
    void hasTheBytesAndDigestsOfTheVectors(JsonObject vector) throws InadmissibleJsonException {
        Masks masks =
                Masks.of(vector.strings("masks").stream().map(SecretKind::of).toList());
        List<ViewFact> more = vector.array("more").stream()
                .map(fact -> ((JsonArray) fact)
                        .stream().map(RenderedViewTest::string).toList())
                .map(fact -> ViewFact.of(fact.get(0), fact.get(1), masks))
                .toList();

        RenderedView view = RenderedView.of(CanonicalAction.of(vector.object("action")), more, masks);

        assertThat(new String(view.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(CanonicalJson.text(vector.object("view")));
        assertThat(view.viewDigest()).hasToString(vector.string("viewDigest"));
        assertThat(Json.parseCanonical(view.bytes())).isEqualTo(vector.object("view"));
        assertThat(view.flags()).hasSize((int) view.escapeCount());
    }

    @Test
    void publishesItsKnownSecrets() throws IOException {
        try (InputStream in = KnownSecrets.class.getResourceAsStream("secrets-v1.txt")) {
            assertThat(in.readAllBytes()).isEqualTo(Vectors.bytes("view/secrets-v1.txt"));
        }
    }

    @Test
    void knowsTheKindsOfTheFileInItsOrder() {
        assertThat(Vectors.lines("view/secrets-v1.txt").stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .distinct())
                .containsExactlyElementsOf(
                        Stream.of(SecretKind.values()).map(SecretKind::wireName).toList());
    }

    @Property(tries = 300)
    void holdsNoSecretAnywhere(
            @ForAll("secrets") String secret, @ForAll("texts") String before, @ForAll("texts") String after) {
        String hidden = secret.substring(secret.indexOf('|') + 1, secret.lastIndexOf('|'));
        String text = before + " " + secret.replace("|", "") + " " + after;
        JsonObject parameters = JsonObject.builder()
                .put("command", text)
                .put(text, JsonArray.ofStrings(List.of(text)))
                .build();

        RenderedView view = RenderedView.of(withParameters(parameters), Masks.all());

        String bytes = new String(view.bytes(), StandardCharsets.UTF_8);
        assertThat(view.maskCount()).isGreaterThanOrEqualTo(4);
        String canonical = Masks.all().line("", parameters).plain();
        assertThat(hidden.lines())
                .allSatisfy(line -> assertThat(bytes + canonical).doesNotContain(line));
    }

    /** All that is not masked stands there as it would without masks, in order. */
    @Property(tries = 300)
    void leavesOutNothingElse(@ForAll("texts") String before, @ForAll("texts") String after) {
        ViewLine line = Masks.all().line(before + "\n" + TOKEN + "\n" + after);
        ViewLine whole = Masks.NONE.line(before + "\n" + TOKEN + "\n" + after);

        assertThat(line.plain()).isEqualTo(whole.plain().replace(TOKEN, "‹github-token masked, 40 characters›"));
    }

    @Property(tries = 100)
    void isAViewOneByteForByteWithoutMasks(@ForAll("texts") String text, @ForAll("secrets") String secret) {
        CanonicalAction action = withParameters(JsonObject.builder()
                .put("command", text + secret)
                .put("other", JsonArray.ofStrings(List.of(secret, text)))
                .build());

        assertThat(RenderedView.of(action, Masks.of(List.of())).bytes())
                .isEqualTo(RenderedView.of(action).bytes());
        assertThat(Masks.NONE.line("", action.json()).plain())
                .isEqualTo(Masks.NONE.line(CanonicalJson.text(action.json())).plain());
    }

    /** The writer of masked JSON writes what the canonicaliser writes, where nothing is to be masked. */
    @Test
    void writesCanonicalJson() {
        views().map(vector -> vector.object("view"))
                .forEach(json -> assertThat(
                                Masks.of(List.of(SecretKind.PYPI_TOKEN)).line("", json))
                        .isEqualTo(Masks.NONE.line("", json)));
    }

    @Test
    void staysLinearInWhatLooksLikeSecrets() {
        for (String part : List.of(
                "x",
                "://a:",
                "://a:b@",
                "eyJ",
                "eyJaaaaaaaa.",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN A ",
                "password",
                "password=",
                "password=abcd ",
                "--token ",
                "aaaa=",
                TOKEN + " ")) {
            String text = part.repeat(300_000 / part.length());
            RenderedView view = RenderedView.of(
                    withParameters(JsonObject.builder().put("command", text).build()), Masks.all());
            assertThat(view.viewDigest()).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.of(SECRETS);
    }

    /** Blanks, signs, look-alikes and controls, none of which makes or lengthens a secret. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "ls", " ", "\n", "\t", "\"", "\\", "$x", "`", "‹", "\u202e", "а", "\ud83d\ude02", "(", ";")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static CanonicalAction withParameters(JsonObject parameters) {
        JsonObject base = views().findFirst().orElseThrow().object("action");
        return CanonicalAction.of(base.with("parameters", parameters));
    }
}
