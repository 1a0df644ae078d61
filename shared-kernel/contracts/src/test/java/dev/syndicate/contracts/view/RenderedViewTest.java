package dev.syndicate.contracts.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.json.Vectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderedViewTest {

    static Stream<JsonObject> views() {
        return Vectors.objects("view/views.json").stream();
    }

    @ParameterizedTest
    @MethodSource("views")
    void hasTheBytesAndDigestsOfTheVectors(JsonObject vector) throws InadmissibleJsonException {
        RenderedView view = RenderedView.of(CanonicalAction.of(vector.object("action")), more(vector));

        assertThat(new String(view.bytes(), StandardCharsets.UTF_8))
                .as(vector.string("name"))
                .isEqualTo(CanonicalJson.text(vector.object("view")));
        assertThat(view.viewDigest()).as(vector.string("name")).hasToString(vector.string("viewDigest"));
        assertThat(Json.parseCanonical(view.bytes())).isEqualTo(vector.object("view"));
        assertThat(view.flags()).hasSize((int) view.escapeCount());
    }

    @Test
    void isTheSameForEveryCallAndTurnOfAnIntent() {
        List<RenderedView> views = views().limit(2)
                .map(vector -> RenderedView.of(CanonicalAction.of(vector.object("action"))))
                .toList();
        assertThat(views.get(0).viewDigest()).isEqualTo(views.get(1).viewDigest());
    }

    @Test
    void showsATextWhole() {
        String text = "a\tb\n\n‹x› \u202e\ud83d\ude02 сору\n";
        ViewSection command = RenderedView.of(command(text)).sections().getFirst();
        assertThat(String.join(
                        "\n",
                        command.lines().stream().map(RenderedViewTest::original).toList()))
                .isEqualTo(text);
    }

    @Test
    void flagsDeceptiveCharactersWithTheirPosition() {
        RenderedView view = RenderedView.of(command("ls\n  \ud83d\ude02\u202ex\u0007"));
        List<ViewFlag> flags = view.flags().stream()
                .filter(flag -> flag.heading().equals("Command"))
                .toList();
        assertThat(flags)
                .extracting(flag -> flag.line() + ":" + flag.column() + " "
                        + flag.escape().number() + " " + flag.escape().name().orElse("-"))
                .containsExactly("2:4 U+202E RIGHT-TO-LEFT OVERRIDE", "2:6 U+0007 ALERT");
        assertThat(view.sections().getFirst().lines().get(1).plain()).isEqualTo("  \ud83d\ude02‹U+202E›x‹U+0007›");
    }

    @Test
    void isTooLargeToReviewOneRowBeyondTheLimit() {
        RenderedView view = RenderedView.of(command("x\n".repeat(3000)));
        assertThat(view.tooLargeToReview(view.lineCount())).isFalse();
        assertThat(view.tooLargeToReview(view.lineCount() - 1)).isTrue();
        assertThat(view.tooLargeToReview(2000)).isTrue();
    }

    @Test
    void countsALongLineAsTheRowsItFills() {
        long one = RenderedView.of(command("x")).lineCount();
        assertThat(RenderedView.of(command("x".repeat(120))).lineCount()).isEqualTo(one);
        assertThat(RenderedView.of(command("x".repeat(121))).lineCount()).isEqualTo(one + 1);
        assertThat(RenderedView.of(command("\u0001".repeat(16))).lineCount()).isEqualTo(one + 1);
        assertThat(RenderedView.of(command("x".repeat(240_000))).tooLargeToReview(2000))
                .isTrue();
    }

    @Test
    void rendersMegabytesOfAnythingInOneGo() {
        for (String part : List.of("x", "\n", "\u0001", "а", "xа", "а ", "\ud83d\ude02")) {
            assertRenders(part.repeat(1_000_000 / part.length()));
        }
        assertRenders("x".repeat(5_000_000));
        assertRenders("\u202e\n".repeat(500_000));
    }

    private static void assertRenders(String text) {
        RenderedView view = RenderedView.of(command(text));
        assertThat(view.tooLargeToReview(2000)).isTrue();
        assertThat(view.viewDigest()).isNotNull();
    }

    @Test
    void staysLinearInHostileShapes() throws InadmissibleJsonException {
        String name = "k".repeat(100_000);
        StringBuilder members = new StringBuilder("{");
        for (int i = 0; i < 30; i++) {
            members.append("\"")
                    .append(name)
                    .append(i)
                    .append("\":[")
                    .append("0,".repeat(20_000))
                    .append("0],");
        }
        JsonObject wide =
                (JsonObject) Json.parse(members.append("\"command\":[\"a\"]}").toString());
        assertThat(RenderedView.of(withParameters(wide)).lineCount()).isGreaterThan(600_000);
        JsonArray arguments = JsonArray.ofStrings(java.util.Collections.nCopies(300_000, "a"));
        JsonObject many = JsonObject.builder().put("command", arguments).build();
        assertThat(RenderedView.of(withParameters(many)).lineCount()).isGreaterThan(600_000);
    }

    @Test
    void publishesItsCharacterTable() throws IOException {
        try (InputStream in = Characters.class.getResourceAsStream("characters-v1.txt")) {
            assertThat(in.readAllBytes()).isEqualTo(Vectors.bytes("view/characters-v1.txt"));
        }
    }

    @Test
    void publishesItsControlNames() {
        List<String> lines = Vectors.lines("view/control-names-v1.txt");
        assertThat(lines).hasSize(65);
        for (String line : lines) {
            assertThat(Characters.V1.name(Integer.parseInt(line.substring(0, 4), 16)))
                    .isEqualTo(line.substring(5));
        }
    }

    /** Names that Java makes up of a block and a number are no Unicode names; no such character may be escaped by name. */
    @Test
    void namesNoCharacterByItsBlock() {
        for (int c = 0xa0; c <= Character.MAX_CODE_POINT; c++) {
            boolean escapable = !Characters.V1.isShown(c) || Characters.V1.isForeign(c);
            String name = escapable ? Characters.V1.name(c) : null;
            if (name != null) {
                assertThat(name)
                        .as("U+%04X", c)
                        .doesNotEndWith(" " + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT));
            }
        }
    }

    @Test
    void showsEveryAsciiCharacterButControlsAndNoControl() {
        for (int c = 0; c < 0x100; c++) {
            boolean printable = c >= 0x20 && c < 0x7f;
            if (c < 0xa0) {
                assertThat(Characters.V1.isShown(c)).as("U+%04X", c).isEqualTo(printable);
                assertThat(printable || Characters.V1.name(c) != null)
                        .as("U+%04X", c)
                        .isTrue();
            }
        }
    }

    @Test
    void neverShowsFormatCharactersSeparatorsOrUnassignedOnes() {
        for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
            switch ((byte) Character.getType(c)) {
                case Character.FORMAT,
                        Character.CONTROL,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.PRIVATE_USE,
                        Character.SURROGATE,
                        Character.UNASSIGNED ->
                    assertThat(Characters.V1.isShown(c)).as("U+%04X", c).isFalse();
                default -> {}
            }
        }
    }

    private static CanonicalAction command(String command) {
        return withParameters(JsonObject.builder().put("command", command).build());
    }

    private static CanonicalAction withParameters(JsonObject parameters) {
        JsonObject base = views().findFirst().orElseThrow().object("action");
        return CanonicalAction.of(base.with("parameters", parameters));
    }

    private static String original(ViewLine line) {
        StringBuilder out = new StringBuilder();
        for (ViewSegment segment : line.segments()) {
            switch (segment) {
                case ViewSegment.Text text -> out.append(text.value());
                case ViewSegment.Escape escape -> out.appendCodePoint(escape.codePoint());
                case ViewSegment.Mask mask -> throw new AssertionError(mask);
            }
        }
        return out.toString();
    }

    private static List<ViewFact> more(JsonObject vector) {
        List<ViewFact> facts = new ArrayList<>();
        for (JsonValue fact : vector.array("more")) {
            JsonArray pair = (JsonArray) fact;
            facts.add(ViewFact.of(string(pair.get(0)), string(pair.get(1))));
        }
        return facts;
    }

    static String string(JsonValue value) {
        return ((JsonString) value).value();
    }
}
