package dev.syndicate.approval.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.console.JsonTree.Node;
import dev.syndicate.approval.reading.Passage;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.reading.Token;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTreeTest {

    @Test
    void foldsWhatIsNestedAndKeepsEveryLineInOrder() {
        List<String> lines = List.of(
                "{",
                "  \"a\": [",
                "    {",
                "      \"b\": \"c{\"",
                "    },",
                "    []",
                "  ],",
                "  \"d\": {},",
                "  \"e\": 1",
                "}");
        JsonTree tree = tree(0, lines);
        assertThat(tree.nodes()).singleElement().satisfies(root -> {
            assertThat(root.folds()).isTrue();
            assertThat(root.children()).hasSize(3);
            assertThat(root.children().getFirst().children()).hasSize(2);
        });
        assertThat(tree.nodes().stream().flatMap(JsonTreeTest::lines).toList()).isEqualTo(lines);
    }

    @Test
    void leavesWhatIsCutOffUnfoldedAndInOrder() {
        List<String> lines = List.of("{", "  \"a\": [", "    1,", "    2");
        JsonTree tree = tree(7, lines);
        assertThat(tree.cut()).isEqualTo(7);
        assertThat(tree.nodes()).noneMatch(Node::folds);
        assertThat(tree.nodes().stream().flatMap(JsonTreeTest::lines).toList()).isEqualTo(lines);
    }

    private static JsonTree tree(long cut, List<String> lines) {
        return JsonTree.of(new Passage(
                "Parameters",
                lines.stream()
                        .map(line -> List.of(new Token("", List.of(new Piece(line, "")))))
                        .toList(),
                cut));
    }

    private static Stream<String> lines(Node node) {
        return Stream.of(
                        Stream.of(text(node.line())),
                        node.children().stream().flatMap(JsonTreeTest::lines),
                        node.folds() ? Stream.of(text(node.end())) : Stream.<String>empty())
                .flatMap(lines -> lines);
    }

    private static String text(List<Token> line) {
        return line.stream()
                .flatMap(token -> token.pieces().stream())
                .map(Piece::text)
                .collect(Collectors.joining());
    }
}
