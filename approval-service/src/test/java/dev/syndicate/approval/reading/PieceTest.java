package dev.syndicate.approval.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.reading.Piece.Word;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PieceTest {

    @Test
    void keepsWordsWholeThatABrowserWouldBreak() {
        assertThat(new Piece("rm  -rf build", "").words())
                .containsExactly(
                        new Word("rm", false),
                        new Word("  ", false),
                        new Word("-rf", true),
                        new Word(" ", false),
                        new Word("build", false));
    }

    @Test
    void losesNothing() {
        for (String text : List.of("", " ", "a", " a b ", "https://x.dev/a-b?c|d  e")) {
            assertThat(new Piece(text, "").words().stream().map(Word::text).collect(Collectors.joining()))
                    .isEqualTo(text);
        }
    }

    @Test
    void spellsOutHiddenCharacters() {
        assertThat(Escapes.pieces("a\u202Eb"))
                .containsExactly(
                        new Piece("a", ""), new Piece("U+202E", "U+202E RIGHT-TO-LEFT OVERRIDE"), new Piece("b", ""));
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(Escapes.beginning(List.of(new Piece("ab\uD83D\uDE00", "")), 3))
                .containsExactly(new Piece("ab", ""));
    }
}
