package dev.syndicate.approval.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds commands, options, strings, expansions and signs in a shell text, in one pass and in linear time. It is for colours
 * only: a grammar's native parser is not let near hostile text for that. Quotes, escapes, nested substitutions and here
 * documents are followed, so that no command hides in the colour of a string.
 */
final class ShellMarks {

    private static final Set<String> KEYWORDS = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "do",
            "done",
            "while",
            "until",
            "for",
            "case",
            "esac",
            "in",
            "function",
            "select",
            "time",
            "!",
            "{",
            "}",
            "[[");
    /** Words whose next word that is no option is a command too. */
    private static final Set<String> CARRIERS =
            Set.of("sudo", "doas", "xargs", "env", "nohup", "exec", "command", "nice", "timeout", "eval", "builtin");

    private static final String SIGNS = "|&;()<>";
    private static final String ENDS_OF_WORDS = " \t\n|&;()<>\"'`$\\#";

    /** A quotation or substitution that is open, and what it interrupted. */
    private record Open(char closer, boolean commandNext, boolean carried) {}

    private final String text;
    private final int end;
    private final List<Mark> marks = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Deque<HereDocument> hereDocuments = new ArrayDeque<>();
    private int at;
    private boolean commandNext = true;
    private boolean carried;
    private boolean wordStart = true;
    private String word = "";

    private ShellMarks(String text) {
        this.text = text;
        this.end = text.length();
    }

    static List<Mark> of(String text) {
        ShellMarks shell = new ShellMarks(text);
        while (shell.at < shell.end) {
            shell.step();
        }
        return shell.marks;
    }

    private void step() {
        char closer = open.isEmpty() ? '\0' : open.peek().closer();
        char c = text.charAt(at);
        if (c == closer) {
            close(closer);
        } else if (c == '\\') {
            mark(Math.min(end, at + 2), closer == '"' ? Mark.STRING : word);
        } else if (c == '$' || c == '`') {
            expansion(c);
        } else if (closer == '"' || closer == '}') {
            quoted(closer);
        } else {
            code(c);
        }
    }

    private void code(char c) {
        if (c == '\n') {
            newLine();
        } else if (c == ' ' || c == '\t') {
            at++;
            endWord();
        } else if (c == '#' && wordStart) {
            mark(HereDocument.lineEnd(text, at), Mark.NOTE);
        } else if (c == '\'') {
            single(at + 1, false);
        } else if (c == '"') {
            push('"', 1, Mark.STRING);
        } else if (SIGNS.indexOf(c) >= 0) {
            sign(c);
        } else {
            word();
        }
    }

    private void quoted(char closer) {
        int to = at + 1;
        while (to < end && text.charAt(to) != closer && "\\$`\"".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        if (closer == '}' && text.charAt(at) == '"') {
            push('"', 1, Mark.STRING);
            return;
        }
        mark(to, closer == '"' ? Mark.STRING : Mark.VARIABLE);
    }

    private void expansion(char c) {
        char next = at + 1 < end ? text.charAt(at + 1) : '\0';
        boolean inString = !open.isEmpty() && open.peek().closer() == '"';
        if (c == '`' || next == '(') {
            push(c == '`' ? '`' : ')', c == '`' ? 1 : 2, Mark.VARIABLE);
            startCommand();
            return;
        }
        if (next == '{') {
            push('}', 2, Mark.VARIABLE);
        } else if (next == '\'' && !inString) {
            single(at + 2, true);
        } else {
            mark(nameEnd(at + 1), Mark.VARIABLE);
        }
        wordStart = false;
    }

    private void push(char closer, int length, String kind) {
        open.push(new Open(closer, commandNext, carried));
        mark(at + length, kind);
        wordStart = false;
    }

    private void close(char closer) {
        Open closed = open.pop();
        mark(at + 1, closer == '"' ? Mark.STRING : Mark.VARIABLE);
        commandNext = closed.commandNext();
        carried = closed.carried();
        // What was quoted or substituted is part of a word, and of a command's name where one was awaited.
        wordStart = false;
    }

    private void single(int from, boolean escapes) {
        int to = from;
        while (to < end && text.charAt(to) != '\'') {
            to += escapes && text.charAt(to) == '\\' ? 2 : 1;
        }
        mark(Math.min(end, to + 1), Mark.STRING);
        wordStart = false;
    }

    private void sign(char c) {
        int to = at + 1;
        while (to < end && text.charAt(to) == c && c != '(' && c != ')') {
            to++;
        }
        boolean hereDocument = c == '<' && to - at == 2;
        mark(to, Mark.SIGN);
        endWord();
        if (hereDocument) {
            int named = HereDocument.delimiterEnd(text, at);
            HereDocument.of(text.substring(at, named)).ifPresent(hereDocuments::add);
            mark(named, Mark.STRING);
        } else if (c != '<' && c != '>') {
            startCommand();
        } else {
            skipTarget();
        }
    }

    /** What a redirection names is no command, also where one is awaited. */
    private void skipTarget() {
        while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t' || text.charAt(at) == '&')) {
            at++;
        }
        int to = at;
        while (to < end && ENDS_OF_WORDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        at = to;
    }

    private void newLine() {
        at++;
        endWord();
        startCommand();
        while (!hereDocuments.isEmpty() && at < end) {
            mark(hereDocuments.remove().end(text, at), Mark.STRING);
        }
    }

    private void word() {
        int to = at + 1;
        while (to < end && (ENDS_OF_WORDS.indexOf(text.charAt(to)) < 0 || text.charAt(to) == '#')) {
            char closer = open.isEmpty() ? '\0' : open.peek().closer();
            if (text.charAt(to) == closer) {
                break;
            }
            to++;
        }
        if (wordStart) {
            word = kindOf(text.substring(at, to));
        }
        wordStart = false;
        mark(to, word);
    }

    private String kindOf(String start) {
        if (start.startsWith("-") && !(commandNext && !carried)) {
            return Mark.OPTION;
        }
        if (!commandNext) {
            return "";
        }
        if (KEYWORDS.contains(start)) {
            return Mark.SIGN;
        }
        if (start.matches("[A-Za-z_][A-Za-z0-9_]*\\+?=.*")) {
            return Mark.VARIABLE;
        }
        commandNext = CARRIERS.contains(start);
        carried = commandNext;
        return Mark.COMMAND;
    }

    private void startCommand() {
        commandNext = true;
        carried = false;
        wordStart = true;
        word = "";
    }

    private void endWord() {
        wordStart = true;
        word = "";
    }

    private int nameEnd(int from) {
        int to = from;
        while (to < end && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
            to++;
        }
        return to == from ? Math.min(end, from + 1) : to;
    }

    private void mark(int to, String kind) {
        if (!kind.isEmpty() && to > at) {
            marks.add(new Mark(at, to, kind));
        }
        at = to;
    }
}
