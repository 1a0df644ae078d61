package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.gateway.request.ClientPresence;
import dev.syndicate.gateway.request.Held;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/**
 * The answer to one hook. A client that waited is asked for its presence by white space in front of the JSON, which means
 * nothing there; from then on no header can follow.
 */
final class HookReply {

    private static final Logger LOG = LoggerFactory.getLogger(HookReply.class);
    private static final int MAX_REASON = 1000;

    private final HttpServletResponse response;
    /** The container ends a request whose client is gone; nothing may be written to it then. */
    private volatile boolean gone;

    HookReply(HttpServletResponse response) {
        this.response = response;
    }

    /** Whether whoever asked still waits for the answer. */
    boolean isAttended() {
        return ClientPresence.check(this::space);
    }

    private boolean space() {
        try {
            if (!response.isCommitted()) {
                begin(MediaType.APPLICATION_JSON_VALUE, "waited");
            }
            OutputStream out = response.getOutputStream();
            out.write('\n');
            out.flush();
            return true;
        } catch (IOException broken) {
            gone = true;
            return false;
        }
    }

    /** Answers in the host's own shape: now, or after this returns, when people have decided. */
    void answer(Host host, HttpServletRequest request, Judgement judgement) {
        switch (judgement) {
            case Judgement.Given given -> answer(host, given.answer());
            case Judgement.Pending pending ->
                Held.hold(request, response, () -> answer(host, pending.answer().get()));
        }
    }

    private void answer(Host host, HookAnswer answer) {
        if (gone) {
            LOG.info("A host has gone before its answer: {}", answer.reason());
            return;
        }
        if (!response.isCommitted()) {
            begin(MediaType.APPLICATION_JSON_VALUE, answer.verdict());
            response.setHeader("Syndicate-Reason", printable(answer.reason()));
        }
        write(CanonicalJson.bytes(host.answer(answer)));
    }

    /** Asks our shim, one question a line. */
    void questions(List<String> lines) {
        begin("text/plain;charset=UTF-8", "operands");
        write(lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
    }

    private void begin(String type, String verdict) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(type);
        response.setHeader("Syndicate-Verdict", verdict);
    }

    private void write(byte[] body) {
        try {
            if (!response.isCommitted()) {
                response.setContentLength(body.length);
            }
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException broken) {
            LOG.info("A host has gone before its answer: {}", broken.getMessage());
        }
    }

    /** A header holds visible ASCII only, and a shell prints it. */
    private static String printable(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
        return line.substring(0, Math.min(line.length(), MAX_REASON));
    }
}
