package dev.syndicate.approval.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordRowTest {

    @Test
    void namesTheToolAndItsTargets() {
        assertThat(title(action("edit", "Edit", "src/cart.ts"))).isEqualTo("edit src/cart.ts");
    }

    @Test
    void namesTheToolAsItsHostDoesWhereItHasNoTarget() {
        assertThat(title(action("shell", "Bash"))).isEqualTo("shell (Bash)");
        assertThat(title(action("teleport", "teleport"))).isEqualTo("teleport");
    }

    @Test
    void spellsOutWhatHidesAndCutsWhatIsLong() {
        List<Piece> hidden = row(action("read", "Read", "\u202Etxt.exe")).title();
        assertThat(hidden).filteredOn(Piece::escaped).extracting(Piece::text).containsExactly("U+202E");
        assertThat(title(action("read", "Read", "a".repeat(5_000)))).hasSizeLessThan(210);
    }

    @Test
    void saysWhatWasReadWhereNothingWasDone() {
        JsonObject body = JsonObject.builder()
                .put("reading", JsonObject.builder().put("resource", "records").put("query", "action=1"))
                .build();
        assertThat(title(body)).isEqualTo("records action=1");
    }

    private static JsonObject action(String tool, String raw, String... targets) {
        return JsonObject.builder()
                .put(
                        "action",
                        JsonObject.builder()
                                .put("tool", tool)
                                .put("rawTool", raw)
                                .put(
                                        "targets",
                                        JsonArray.of(List.of(targets).stream()
                                                .map(JsonString::new)
                                                .toList())))
                .build();
    }

    private static String title(JsonObject body) {
        return row(body).title().stream().map(Piece::text).collect(Collectors.joining());
    }

    private static RecordRow row(JsonObject body) {
        JsonObject record = JsonObject.builder()
                .put("sequence", 7)
                .put("eventType", "dev.syndicate.contracts.execution.ActionProposed")
                .put("recordedAt", "2026-11-23T10:57:20Z")
                .put("body", body)
                .build();
        return RecordRow.of(record, new Moments(Instant.parse("2026-11-23T11:00:00Z")));
    }
}
