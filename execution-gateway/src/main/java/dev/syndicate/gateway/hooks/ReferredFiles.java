package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that a call may rely on, as questions to our shim, one a line: {@code target PATH} for a file that the tool
 * names, to be answered also where there is none; {@code word PATH} for a word of a command that may be a file;
 * {@code program NAME} for a program that a command starts. Only the machine knows which of the words are files.
 *
 * <p>The words of a command are cut at blanks and at what the shell cuts at, without expanding anything: a name that a
 * variable or a pattern stands for is not found, and neither is what a script calls in its turn.
 */
final class ReferredFiles {

    private static final int MAX_WORDS = 64;
    private static final int MAX_PROGRAMS = 8;
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_COMMAND = 64 * 1024;

    private final @Nullable String cwd;
    private final Set<String> lines = new LinkedHashSet<>();
    private int words;
    private int programs;

    private ReferredFiles(@Nullable String cwd) {
        this.cwd = cwd;
    }

    /** The questions about a call; none for a tool that no file is known of. */
    static List<String> of(Host host, HookEvent event) {
        ReferredFiles files = new ReferredFiles(event.setting().cwd());
        ActionKind kind = host.tools().kind(event.tool());
        if (kind == ActionKind.COMMAND) {
            files.command(command(event.input()));
        }
        if (kind == ActionKind.FILE_EDIT || kind == ActionKind.FILE_WRITE || kind == ActionKind.FILE_READ) {
            host.tools().targets(event.tool(), event.input()).forEach(files::target);
        }
        return List.copyOf(files.lines);
    }

    private static String command(JsonObject input) {
        String text = EventMembers.text(input, "command");
        String whole = text == null ? String.join(" ", EventMembers.texts(input, "command")) : text;
        return whole.substring(0, Math.min(whole.length(), MAX_COMMAND));
    }

    private void target(String path) {
        if (isSendable(path)) {
            lines.add("target " + resolved(path));
        }
    }

    private void command(String text) {
        boolean starts = true;
        for (String token : tokens(text)) {
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
        if (isName && programs < MAX_PROGRAMS && lines.add("program " + name)) {
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
        if (isSendable(token) && words < MAX_WORDS && lines.add("word " + resolved(token))) {
            words++;
        }
    }

    private static boolean isSendable(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().noneMatch(character -> character < ' ' || character == 0x7f || character == 0x85);
    }

    /** Relative to where the host is; a leading ~/ is the shim's to expand. */
    private String resolved(String path) {
        String from = cwd;
        boolean isRelative = !path.startsWith("/") && !path.startsWith("~/");
        String plain = path.startsWith("./") ? path.substring(2) : path;
        return isRelative && from != null && isSendable(from) ? (from.endsWith("/") ? from : from + "/") + plain : path;
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
