package dev.syndicate.approval.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.approval.reading.Comparison;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.view.Masks;
import dev.syndicate.contracts.view.SecretKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What reviewers are shown of files that came with a request. */
class FileChangesIT extends ApprovalServiceIT {

    @Autowired
    private FileChanges files;

    @Test
    void showsAnEditInItsPlaceAgainstTheFileThatTheDigestNames() {
        byte[] file = bytes("a\nb\u202e\nc\nd\ne\nold\n");
        FileChange change = change(proposed().edit("/src/A.java", "old", "new").seen(file));
        assertThat(change.digest()).isEqualTo(Digest.of(file).toString());
        assertThat(shown(change)).containsExactly("2 unchanged lines", "c", "d", "e", "old", "new", "");
        assertThat(change.flagged()).isZero();
        FileChange nearer = change(proposed().edit("/src/A.java", "c", "C").seen(file));
        assertThat(shown(nearer)).contains("bU+202E");
        assertThat(nearer.flagged()).isEqualTo(1);
    }

    @Test
    void showsOnlyWhatDiffersOfManyLines() {
        String lines = IntStream.range(0, 30_000).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        FileChange change =
                change(proposed().edit("/src/a", "\n15000\n", "\nX\n").seen(bytes(lines)));
        assertThat(shown(change))
                .hasSize(10)
                .startsWith("14,997 unchanged lines")
                .contains("15000", "X");
    }

    @Test
    void saysWhereAnEditDoesNotFitTheFile() {
        FileChange missing = change(proposed().edit("/src/a", "three", "3").seen(bytes("one\ntwo\n")));
        assertThat(missing.warns()).isTrue();
        assertThat(missing.note()).isEqualTo("The old text is not in the file.");
        assertThat(missing.comparison()).isEmpty();
        FileChange ambiguous = change(proposed().edit("/src/a", "o", "0").seen(bytes("one\ntwo\n")));
        assertThat(ambiguous.warns()).isTrue();
        assertThat(ambiguous.note()).contains("2 times");
    }

    @Test
    void comparesNoFileThatIsNoText() {
        for (byte[] file : List.of(new byte[] {'a', (byte) 0xff, 'b'}, new byte[] {'a', 0, 'b'})) {
            FileChange change = change(proposed().edit("/src/a", "a", "b").seen(file));
            assertThat(change.warns()).isFalse();
            assertThat(change.note()).contains("no text in UTF-8");
            assertThat(change.comparison()).isEmpty();
        }
    }

    @Test
    void saysWhereNothingWouldChange() {
        assertThat(change(proposed().write("/src/a", "same\n").seen(bytes("same\n")))
                        .note())
                .isEqualTo("The file would stay as it is.");
    }

    @Test
    void comparesNoFileInWhichPolicyMasksASecret() {
        String token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        ProposedAction action = proposed().edit("/src/a", "first", "b").seen(bytes("first\nkey: " + token + "\n"));
        ask(action);

        List<FileChange> changes =
                files.of(action.id(), action.canonical(), Masks.of(List.of(SecretKind.GITHUB_TOKEN)));
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.comparison()).isEmpty();
            assertThat(change.note()).startsWith("Policy masks secrets that are in the file");
        });
        assertThat(files.of(action.id(), action.canonical(), Masks.of(List.of(SecretKind.JWT))))
                .singleElement()
                .satisfies(change -> assertThat(change.comparison()).isPresent());
    }

    @Test
    void showsNothingWhereTheFileDidNotCome() {
        ProposedAction action = proposed().edit("/src/a", "a", "b").seen(bytes("a"));
        assertThat(files.of(action.id(), action.canonical(), Masks.NONE)).isEmpty();
        ProposedAction other = proposed().edit("/src/a", "a", "b").seen(bytes("a"));
        ask(other);
        assertThat(files.of(action.id(), action.canonical(), Masks.NONE))
                .as("what came with another action")
                .isEmpty();
    }

    private FileChange change(ProposedAction action) {
        ask(action);
        List<FileChange> changes = files.of(action.id(), action.canonical(), Masks.NONE);
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }

    private static List<String> shown(FileChange change) {
        return change.comparison().orElseThrow().rows().stream()
                .map(FileChangesIT::text)
                .toList();
    }

    private static String text(Comparison.Row row) {
        return row.tokens().stream()
                .flatMap(token -> token.pieces().stream())
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
