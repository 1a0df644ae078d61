package dev.syndicate.audit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A syslog receiver that reads octet-counted frames to the end of each connection. */
final class SyslogReceiver implements AutoCloseable {

    static final String PASSWORD = "only for this test";

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

    /** A key of its own for 127.0.0.1, which nobody trusts by default. */
    static Path keyStore(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("collector.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "collector",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=collector",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(directory.resolve("keytool.log")));
        }
        return store;
    }

    static SyslogReceiver secured(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        return new SyslogReceiver(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
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
