package dev.syndicate.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a database, which can fall silent as a network does: what is sent arrives nowhere, and nobody closes anything.
 * Connections are taken meanwhile, and stay silent for ever.
 */
public final class DatabaseLine implements AutoCloseable {

    private static final int CHUNK = 8192;

    private final TestDatabase database;
    private final URI server;
    private final ServerSocket here;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;

    private DatabaseLine(TestDatabase database) throws IOException {
        this.database = database;
        this.server = URI.create(database.url().substring("jdbc:".length()));
        this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::takeCalls);
    }

    /** A way to this database. */
    public static DatabaseLine to(TestDatabase database) {
        try {
            return new DatabaseLine(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database as it is reached this way. */
    public TestDatabase database() {
        String url = "jdbc:postgresql://127.0.0.1:" + here.getLocalPort() + server.getPath();
        return new TestDatabase(url, database.administrator(), database.administratorPassword());
    }

    /** From here on nothing arrives. */
    public void fallSilent() {
        silent = true;
        calls.forEach(Call::fallSilent);
    }

    /** Carries what is connected from here on; what was silent stays so. */
    public void carryAgain() {
        silent = false;
    }

    @Override
    public void close() throws IOException {
        here.close();
        for (Call call : calls) {
            call.hangUp();
        }
    }

    private void takeCalls() {
        while (!here.isClosed()) {
            try {
                Call call = new Call(here.accept(), new Socket(server.getHost(), server.getPort()));
                calls.add(call);
                if (silent) {
                    call.fallSilent();
                }
                call.carry();
            } catch (IOException e) {
                // Closed, or the database is: who called notices.
                Thread.onSpinWait();
            }
        }
    }

    /** A connection, carried both ways. */
    private static final class Call {

        private final Socket caller;
        private final Socket called;
        private volatile boolean silent;

        private Call(Socket caller, Socket called) {
            this.caller = caller;
            this.called = called;
        }

        private void carry() {
            Thread.ofVirtual().start(() -> carry(caller, called));
            Thread.ofVirtual().start(() -> carry(called, caller));
        }

        private void fallSilent() {
            silent = true;
        }

        private void carry(Socket from, Socket to) {
            byte[] chunk = new byte[CHUNK];
            try {
                for (int read = from.getInputStream().read(chunk);
                        read >= 0;
                        read = from.getInputStream().read(chunk)) {
                    if (!silent) {
                        to.getOutputStream().write(chunk, 0, read);
                    }
                }
                if (!silent) {
                    hangUp();
                }
            } catch (IOException closed) {
                Thread.onSpinWait();
            }
        }

        private void hangUp() throws IOException {
            caller.close();
            called.close();
        }
    }
}
