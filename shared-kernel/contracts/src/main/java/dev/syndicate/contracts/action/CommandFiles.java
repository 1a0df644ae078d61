package dev.syndicate.contracts.action;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that a command may rely on: its words, of which only the machine knows which are files, and the programs that
 * it starts. What the gateway asks our shim about and what our runner looks at are found here alike.
 *
 * <p>The words of a text are cut at blanks and at what the shell cuts at, without expanding anything: a name that a
 * variable or a pattern stands for is not found, and neither is what a script calls in its turn.
 */
public final class CommandFiles {

    private static final int MAX_WORDS = 64;
    private static final int MAX_PROGRAMS = 8;
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_COMMAND = 64 * 1024;

    private final @Nullable String cwd;
    private final int maxWords;
    private final Set<Candidate> found = new LinkedHashSet<>();
    private int words;
    private int programs;

    private CommandFiles(@Nullable String cwd, int maxWords) {
        this.cwd = cwd;
        this.maxWords = maxWords;
    }

    /**
     * Something that may be a file.
     *
     * @param isProgram whether it is the name of a program, to be looked for in the path; otherwise a path, absolute where
     *     the directory is known, or beginning with {@code ~/}
     */
    public record Candidate(boolean isProgram, String name) {}

    /**
     * The candidates of a command line that a shell would read; some dozens at most.
     *
     * @param cwd where it would run; absent where that is not known
     */
    public static List<Candidate> ofText(@Nullable String cwd, String text) {
        CommandFiles files = new CommandFiles(cwd, MAX_WORDS);
        files.text(text);
        return List.copyOf(files.found);
    }

    /**
     * The candidates of a command that runs without a shell: each word, and the words of each word that holds blanks, which
     * may be a script for an interpreter.
     */
    public static List<Candidate> ofWords(@Nullable String cwd, List<String> command) {
        CommandFiles files = new CommandFiles(cwd, command.size() + MAX_WORDS);
        for (String word : command) {
            files.word(word);
            if (word.chars().anyMatch(Character::isWhitespace)) {
                files.text(word);
            }
        }
        return List.copyOf(files.found);
    }

    /** Whether a name can be sent in one line, and is no longer than a path sensibly is. */
    public static boolean isSendable(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().noneMatch(character -> character < ' ' || character == 0x7f || character == 0x85);
    }

    /** A path relative to a directory; a leading {@code ~/} is left to whoever knows whose home that is. */
    public static String resolved(@Nullable String directory, String path) {
        boolean isRelative = !path.startsWith("/") && !path.startsWith("~/");
        String plain = path.startsWith("./") ? path.substring(2) : path;
        return isRelative && directory != null && isSendable(directory)
                ? (directory.endsWith("/") ? directory : directory + "/") + plain
                : path;
    }

    private void text(String text) {
        boolean starts = true;
        for (String token : tokens(text.substring(0, Math.min(text.length(), MAX_COMMAND)))) {
            if (token.equals(";")) {
                starts = true;
            } else if (starts && token.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                word(token.substring(token.indexOf('=') + 1));
            } else {
                if (starts) {
                    program(token);
                }
                word(token);
                starts = false;
            }
        }
    }

    private void program(String name) {
        boolean isName = isSendable(name) && name.matches("[A-Za-z0-9._+-]+") && !name.startsWith("-");
        if (isName && programs < MAX_PROGRAMS && found.add(new Candidate(true, name))) {
            programs++;
        }
    }

    /** {@code --config=x} may name x; a mere option names nothing. */
    private void word(String token) {
        int equals = token.indexOf('=');
        if (token.startsWith("-")) {
            if (equals > 0) {
                word(token.substring(equals + 1));
            }
            return;
        }
        if (isSendable(token) && words < maxWords && found.add(new Candidate(false, resolved(cwd, token)))) {
            words++;
        }
    }

    /** Words, with a {@code ;} wherever another command begins. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (quote != 0) {
                quote = next == quote ? 0 : append(word, next, quote);
            } else if (next == '\'' || next == '"') {
                quote = next;
            } else if (next == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (";&|()\n`{}".indexOf(next) >= 0) {
                end(tokens, word);
                tokens.add(";");
            } else if (Character.isWhitespace(next) || next == '<' || next == '>') {
                end(tokens, word);
            } else {
                word.append(next);
            }
        }
        end(tokens, word);
        return tokens;
    }

    private static char append(StringBuilder word, char next, char quote) {
        word.append(next);
        return quote;
    }

    private static void end(List<String> tokens, StringBuilder word) {
        if (!word.isEmpty()) {
            tokens.add(word.toString());
            word.setLength(0);
        }
    }
}
