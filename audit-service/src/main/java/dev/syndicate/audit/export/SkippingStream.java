package dev.syndicate.audit.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Leaves out the first so many bytes. */
final class SkippingStream extends FilterOutputStream {

    private long left;

    SkippingStream(OutputStream out, long skipped) {
        super(out);
        this.left = skipped;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        int skipped = (int) Math.min(left, length);
        left -= skipped;
        out.write(content, offset + skipped, length - skipped);
    }
}
