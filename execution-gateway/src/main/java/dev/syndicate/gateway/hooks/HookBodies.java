package dev.syndicate.gateway.hooks;

import dev.syndicate.gateway.action.PreImageSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.stereotype.Component;

/** Reads bodies of hooks. */
@Component
class HookBodies {

    private final int longestEvent;
    private final int longestBody;

    HookBodies(HookSettings settings, PreImageSettings preImages) {
        this.longestEvent = Math.toIntExact(settings.maxBody().toBytes());
        this.longestBody = Math.addExact(longestEvent, preImages.room());
    }

    /** Reads an event with its facts. */
    Envelope read(HttpServletRequest request) throws IOException {
        Envelope envelope = Envelope.read(bytes(request));
        if (envelope.event().length > longestEvent) {
            throw new TooLongException(longestEvent);
        }
        return envelope;
    }

    private byte[] bytes(HttpServletRequest request) throws IOException {
        try (InputStream body = request.getInputStream()) {
            byte[] read = body.readNBytes(longestBody + 1);
            if (read.length > longestBody) {
                // Read away, because a host that is cut off while it sends takes that for leave to run.
                body.transferTo(OutputStream.nullOutputStream());
                throw new TooLongException(longestEvent);
            }
            return read;
        }
    }

    /** There was more than anybody may send. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException(int longest) {
            super("The event is longer than %d bytes".formatted(longest));
        }
    }
}
