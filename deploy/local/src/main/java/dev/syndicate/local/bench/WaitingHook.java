package dev.syndicate.local.bench;

import dev.syndicate.cli.http.Answer;
import dev.syndicate.cli.http.Api;
import dev.syndicate.local.LocalFailureException;
import dev.syndicate.local.demo.Cast;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A coding tool in a session of its own that has asked leave for a command and waits, on a connection of its own.
 *
 * @param session its session
 */
record WaitingHook(UUID session, SocketChannel connection) implements AutoCloseable {

    private static final int LONGEST_ANSWER = 64 * 1024;

    /** Opens a session and asks; returns when the question is sent. */
    static WaitingHook ask(Cast cast, int number) {
        Answer opened = cast.openSession(cast.token("dana"), "claude-code").orRefused();
        URI gateway = cast.endpoints().gateway();
        String body = Api.json(Map.of(
                "session_id",
                "conversation-" + number,
                "cwd",
                "/home/dana/checkout",
                "hook_event_name",
                "PreToolUse",
                "tool_name",
                "Bash",
                "tool_input",
                Map.of("command", "npm test -- --shard " + number),
                "tool_use_id",
                "call-" + number));
        String request = """
                POST /v1/hooks/claude-code HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(gateway.getAuthority(), opened.text("credential"), body.length(), body);
        return new WaitingHook(UUID.fromString(opened.text("session")), sent(gateway, request));
    }

    private static SocketChannel sent(URI gateway, String request) {
        try {
            SocketChannel connection = SocketChannel.open(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
            return connection;
        } catch (IOException failure) {
            throw new LocalFailureException("a hook could not ask", failure);
        }
    }

    /** Waits for the beginning of the answer; it has to be leave to run. */
    void awaitLeave() {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_ANSWER);
        try {
            while (!StandardCharsets.US_ASCII
                    .decode(bytes.duplicate().flip())
                    .toString()
                    .contains("\"allow\"")) {
                if (connection.read(bytes) < 0 || !bytes.hasRemaining()) {
                    throw new LocalFailureException(
                            "a waiting hook was not allowed: " + StandardCharsets.US_ASCII.decode(bytes.flip()));
                }
            }
        } catch (IOException failure) {
            throw new LocalFailureException("a waiting hook lost its connection", failure);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException failure) {
            throw new LocalFailureException("a connection could not be closed", failure);
        }
    }
}
