package dev.syndicate.approval.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewSection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String OLD = "permissions:\n  contents: read\njobs:\n  publish";
    private static final String NEW = "permissions:\n  contents: write\n  id-token: write\njobs:\n  publish";

    @Test
    void holdsEveryLineOfBothTexts() {
        Comparison comparison = compare(OLD, NEW);
        assertThat(text(comparison, "added")).isEqualTo(OLD);
        assertThat(text(comparison, "removed")).isEqualTo(NEW);
        assertThat(comparison.added()).isEqualTo(2);
        assertThat(comparison.removed()).isEqualTo(1);
    }

    @Test
    void marksTheWordThatDiffers() {
        assertThat(compare(OLD, NEW).rows().stream()
                        .flatMap(row -> row.tokens().stream())
                        .filter(token -> token.kind().equals("t-changed"))
                        .map(token -> token.pieces().getFirst().text()))
                .containsExactly("read", "write");
    }

    @Test
    void putsBothTextsSideBySide() {
        List<Comparison.Pair> pairs = compare(OLD, NEW).pairs();
        assertThat(pairs).hasSize(5);
        assertThat(pairs.get(1).before().orElseThrow().key(0)).isEqualTo("e0o2");
        assertThat(pairs.get(1).after().orElseThrow().key(0)).isEqualTo("e0n2");
        assertThat(pairs.get(2).before()).isEmpty();
        assertThat(pairs.get(3).before().orElseThrow().key(0)).isEqualTo("e0o3 e0n4");
    }

    @Test
    void doesNotCompareWhatIsTooLong() {
        String long1 = "a\n".repeat(Comparison.MAX_LINES);
        assertThat(Comparison.of("", section(long1), section("b"))).isEmpty();
    }

    private static Comparison compare(String before, String after) {
        return Comparison.of("", section(before), section(after)).orElseThrow();
    }

    private static ViewSection section(String text) {
        return new ViewSection(
                "",
                Arrays.stream(text.split("\n", -1))
                        .map(line -> ViewFact.of("", line).value())
                        .toList());
    }

    /** The lines of all rows but these. */
    private static String text(Comparison comparison, String without) {
        return comparison.rows().stream()
                .filter(row -> !row.kind().equals(without))
                .map(row -> row.tokens().stream()
                        .flatMap(token -> token.pieces().stream())
                        .map(Piece::text)
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
