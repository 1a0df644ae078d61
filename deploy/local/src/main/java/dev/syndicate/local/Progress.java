package dev.syndicate.local;

import java.io.Console;
import java.io.PrintStream;

/** One line that says what is being waited for: rewritten in place on a terminal, printed once elsewhere. */
public final class Progress {

    private static final String REWRITE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private String shown = "";

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public static Progress standard() {
        Console console = System.console();
        return new Progress(System.err, console != null && console.isTerminal());
    }

    static Progress to(PrintStream out) {
        return new Progress(out, false);
    }

    public synchronized void show(String line) {
        if (line.equals(shown)) {
            return;
        }
        shown = line;
        if (terminal) {
            out.print(REWRITE + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Ends the line with what came of it. */
    public synchronized void done(String line) {
        out.println(terminal ? REWRITE + line : line);
        out.flush();
        shown = "";
    }
}
