package dev.syndicate.approval.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewSection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @Test
    void showsOfAFileWhatDiffersWithSomeLinesAround() {
        String before = numbers(100_000);
        Comparison comparison = Comparison.ofFile(
                        before, before.replace("\n50000\n", "\nX\nY\n").replace("\n50010\n", "\n"))
                .orElseThrow();
        assertThat(shown(comparison))
                .containsExactly(
                        "49,997 unchanged lines",
                        " 49997",
                        " 49998",
                        " 49999",
                        "-50000",
                        "+X",
                        "+Y",
                        " 50001",
                        " 50002",
                        " 50003",
                        "3 unchanged lines",
                        " 50007",
                        " 50008",
                        " 50009",
                        "-50010",
                        " 50011",
                        " 50012",
                        " 50013",
                        "49,986 unchanged lines");
        assertThat(comparison.rows().get(11).before()).isEqualTo(50_008);
        assertThat(comparison.rows().get(11).after()).isEqualTo(50_009);
        assertThat(comparison.pairs()).hasSize(18);
        assertThat(comparison.rows()).allMatch(row -> row.key(-1).isEmpty());
    }

    @Test
    void comparesFilesFromTheirFirstLineToTheirLast() {
        assertThat(shown(Comparison.ofFile("a\nb\nc\nd", "A\nb\nc\nD").orElseThrow()))
                .containsExactly("-a", "+A", " b", " c", "-d", "+D");
        assertThat(shown(Comparison.ofFile("", "a").orElseThrow())).containsExactly("-", "+a");
    }

    @Test
    void countsWhatHidesInTheLinesAround() {
        Comparison comparison = Comparison.ofFile("a\u202e\nb", "a\u202e\nc").orElseThrow();
        assertThat(shown(comparison)).startsWith(" aU+202E");
        assertThat(comparison.flagged()).isEqualTo(1);
    }

    @Test
    void findsFewDifferencesFarApartAndGivesUpOnMany() {
        String before = numbers(100_000);
        assertThat(Comparison.ofFile(before, before.replaceAll("(?m)^(\\d*)999$", "$1998"))
                        .orElseThrow()
                        .added())
                .isEqualTo(100);
        String backwards = IntStream.rangeClosed(1, 100_000)
                .mapToObj(n -> String.valueOf(100_000 - n))
                .collect(Collectors.joining("\n"));
        assertThat(Comparison.ofFile(before, backwards)).isEmpty();
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static List<String> shown(Comparison comparison) {
        return comparison.rows().stream()
                .map(row -> sign(row)
                        + row.tokens().stream()
                                .flatMap(token -> token.pieces().stream())
                                .map(Piece::text)
                                .collect(Collectors.joining()))
                .toList();
    }

    private static String sign(Comparison.Row row) {
        return row.kind().equals("same") ? " " : row.sign();
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
