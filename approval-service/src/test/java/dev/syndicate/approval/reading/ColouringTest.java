package dev.syndicate.approval.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.view.ViewFact;
import dev.syndicate.contracts.view.ViewLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColouringTest {

    private static final String ALPHABET = "ab -\"'`$(){}|&;<>\\#\n\t=_x9\u202E\u200B\u0430\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "git push origin main~git",
                "FOO=1 make -j2 && ls -l | wc~make ls wc",
                "echo 'rm -rf /'~echo",
                "echo \"$(rm -rf /)\"~echo rm",
                "echo `rm x`; date~echo rm date",
                "echo \\' ; rm x~echo rm",
                "sudo -n rm x~sudo rm",
                "xargs -r -n1 kubectl delete~xargs kubectl",
                "echo ${a:-$(rm x)} b~echo rm",
                "cat > rm && (cd x; ls)~cat cd ls",
                "# rm x~''",
                "echo a#b # rm~echo",
                "if test -f x; then rm x; fi~test rm"
            })
    void findsEveryCommand(String shell, String commands) {
        String found = ShellMarks.of(shell).stream()
                .filter(mark -> mark.kind().equals(Mark.COMMAND))
                .map(mark -> shell.substring(mark.from(), mark.to()))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(commands.replace("''", ""));
    }

    @Test
    void findsCommandsBehindAHereDocument() {
        String shell = "cat <<'EOF'\nit's rm\nEOF\nrm -rf x\n";
        assertThat(ShellMarks.of(shell).stream()
                        .filter(mark -> mark.kind().equals(Mark.COMMAND))
                        .map(mark -> shell.substring(mark.from(), mark.to())))
                .containsExactly("cat", "rm");
    }

    /** Whatever the text: the same pieces in the same order, and marks that do not overlap. */
    @Test
    void changesNoCharacter() {
        Random random = new Random(7);
        for (int n = 0; n < 3_000; n++) {
            String text = text(random);
            List<ViewLine> lines = Arrays.stream(text.split("\n", -1))
                    .map(line -> ViewFact.of("", line).value())
                    .toList();
            List<Mark> marks = ShellMarks.of(text);
            assertThat(plain(Colouring.coloured(lines, marks))).as(text).isEqualTo(shown(lines));
            int at = 0;
            for (Mark mark : marks) {
                assertThat(mark.from()).isGreaterThanOrEqualTo(at);
                assertThat(mark.to()).isGreaterThan(mark.from()).isLessThanOrEqualTo(text.length());
                at = mark.to();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int[] characters = ALPHABET.codePoints().toArray();
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static String shown(List<ViewLine> lines) {
        return lines.stream()
                .map(line -> Escapes.pieces(line).stream().map(Piece::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String plain(List<List<Token>> lines) {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.stream()
                .flatMap(token -> token.pieces().stream())
                .map(Piece::text)
                .collect(Collectors.joining())));
        return String.join("\n", texts);
    }
}
