package dev.syndicate.approval.console;

import dev.syndicate.approval.reading.Passage;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.approval.reading.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The lines of JSON parameters, put together so that objects and arrays can be folded. Each line is in it once, in its
 * order, as the view shows it.
 *
 * @param nodes what stands beside each other at the outermost level
 * @param cut lines that are left out; not 0 only where nobody may approve
 */
public record JsonTree(List<Node> nodes, long cut) {

    public JsonTree {
        nodes = List.copyOf(nodes);
    }

    /**
     * A line, and what it opens.
     *
     * @param children empty where nothing is to be folded
     * @param end the line that closes it; empty where there is none
     */
    public record Node(List<Token> line, List<Node> children, List<Token> end) {

        public Node {
            line = List.copyOf(line);
            children = List.copyOf(children);
            end = List.copyOf(end);
        }

        public boolean folds() {
            return !end.isEmpty();
        }
    }

    private record Open(List<Token> line, List<Node> children) {}

    static JsonTree of(Passage passage) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(List.of(), new ArrayList<>()));
        passage.lines().forEach(line -> add(line, open));
        // What is cut off is closed nowhere: its lines stand for themselves.
        while (open.size() > 1) {
            Open unfinished = open.pop();
            open.element().children().add(new Node(unfinished.line(), List.of(), List.of()));
            open.element().children().addAll(unfinished.children());
        }
        return new JsonTree(open.element().children(), passage.cut());
    }

    /** Strings end with a quote, so a bracket at a line's end is one of the JSON's own. */
    private static void add(List<Token> line, Deque<Open> open) {
        String text = text(line);
        if (text.endsWith("{") || text.endsWith("[")) {
            open.push(new Open(line, new ArrayList<>()));
        } else if ((text.startsWith("}") || text.startsWith("]")) && open.size() > 1) {
            Open closed = open.pop();
            open.element().children().add(new Node(closed.line(), closed.children(), line));
        } else {
            open.element().children().add(new Node(line, List.of(), List.of()));
        }
    }

    private static String text(List<Token> line) {
        StringBuilder text = new StringBuilder();
        line.forEach(token -> token.pieces().stream().map(Piece::text).forEach(text::append));
        return text.toString().strip();
    }
}
