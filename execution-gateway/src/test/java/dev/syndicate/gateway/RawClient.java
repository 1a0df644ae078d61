package dev.syndicate.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A client of one connection, which it may close before it was answered. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final String session;

    RawClient(int port, String session) throws IOException {
        this.socket = new Socket("127.0.0.1", port);
        this.session = session;
    }

    /** @param start the request line, and headers of its own if it has any */
    void send(String start, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "%s\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(start, socket.getPort(), session, bytes.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** All that is answered until the server closes the connection. */
    String answers() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Closes the connection; that has arrived at the server when this returns, whether or not it has looked. */
    @Override
    public void close() throws IOException {
        InetSocketAddress here = (InetSocketAddress) socket.getLocalSocketAddress();
        Pattern open = Pattern.compile(":%04X [0-9A-F]+:%04X 01 ".formatted(socket.getPort(), here.getPort()));
        socket.close();
        GatewayIT.eventually(
                () -> connections().noneMatch(line -> open.matcher(line).find()));
    }

    /** What Linux knows of them, from either end. */
    private static Stream<String> connections() {
        return Stream.of("tcp", "tcp6").map(Path.of("/proc/net")::resolve).flatMap(RawClient::lines);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
