package dev.syndicate.contracts.chain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a bundle into lines of bounded length; every line, the last one too, ends in a newline. */
final class BundleLines {

    /** The longest line, without its newline. */
    static final int MAX_LINE = 4 << 20;

    private static final int BUFFER = 1 << 18;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    BundleLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its newline; null at the end. A line without its end, or a longer one, is an
     * {@link UnfinishedLineException}.
     */
    byte @Nullable [] next() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        int newline = newline();
        return newline < 0 ? longLine() : taken(newline);
    }

    private byte[] taken(int newline) {
        byte[] line = new byte[newline - at];
        System.arraycopy(buffer, at, line, 0, line.length);
        at = newline + 1;
        return line;
    }

    private byte[] longLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2 * BUFFER);
        int newline;
        do {
            line.write(buffer, at, end - at);
            if (line.size() > MAX_LINE || !fill()) {
                throw new UnfinishedLineException();
            }
            newline = newline();
        } while (newline < 0);
        line.write(buffer, at, newline - at);
        at = newline + 1;
        if (line.size() > MAX_LINE) {
            throw new UnfinishedLineException();
        }
        return line.toByteArray();
    }

    private int newline() {
        for (int i = at; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    /** The input ended, or went on for too long, inside a line. */
    static final class UnfinishedLineException extends IOException {

        private static final long serialVersionUID = 1L;

        UnfinishedLineException() {
            super("A line of the bundle has no end");
        }
    }
}
