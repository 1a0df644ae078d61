package dev.syndicate.gateway.hooks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.util.unit.DataSize;

/** Reads bodies of hooks. */
final class HookBodies {

    private HookBodies() {}

    static byte[] read(HttpServletRequest request, DataSize longest) throws IOException {
        int limit = Math.toIntExact(longest.toBytes());
        try (InputStream body = request.getInputStream()) {
            byte[] read = body.readNBytes(limit + 1);
            if (read.length > limit) {
                // Read away, because a host that is cut off while it sends takes that for leave to run.
                body.transferTo(OutputStream.nullOutputStream());
                throw new TooLongException();
            }
            return read;
        }
    }

    /** There was more than anybody may send. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
