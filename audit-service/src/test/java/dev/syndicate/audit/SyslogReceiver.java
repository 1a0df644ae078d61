package dev.syndicate.audit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A syslog receiver that reads octet-counted frames to the end of each connection. */
final class SyslogReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile boolean dropsConnections;

    SyslogReceiver() {
        this(plain());
    }

    SyslogReceiver(ServerSocket server) {
        this.server = server;
        Thread.ofVirtual().start(this::accept);
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Whether it closes connections in the middle of what they send. */
    void dropsConnections(boolean drops) {
        dropsConnections = drops;
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                read(new DataInputStream(socket.getInputStream()));
            } catch (IOException e) {
                faults.add(e.toString());
            }
        }
    }

    private void read(DataInputStream in) throws IOException {
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (dropsConnections) {
                return;
            }
            StringBuilder length = new StringBuilder();
            for (int c = first; c != ' '; c = in.read()) {
                if (c < '0' || c > '9') {
                    throw new IOException("Not a length: " + c);
                }
                length.append((char) c);
            }
            byte[] message = in.readNBytes(Integer.parseInt(length.toString()));
            messages.add(new String(message, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
