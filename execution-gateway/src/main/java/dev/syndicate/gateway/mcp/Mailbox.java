package dev.syndicate.gateway.mcp;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What upstreams say by themselves, on its way to one client, in order. An upstream's own thread never waits for a client
 * that reads slowly; what is too much for one is dropped.
 */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int MOST = 10_000;

    private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>(MOST);
    private final Thread carrier;

    Mailbox(String session) {
        this.carrier = Thread.ofVirtual().name("mcp-" + session).start(this::carry);
    }

    void put(Runnable letter) {
        if (!letters.offer(letter)) {
            LOG.warn("A client reads too slowly; what its upstreams say is dropped");
        }
    }

    /** Waits until what was put before has been delivered, at most so long. */
    void flush(long millis) {
        CountDownLatch delivered = new CountDownLatch(1);
        put(delivered::countDown);
        try {
            if (!delivered.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("An answer overtakes what was said before");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        carrier.interrupt();
    }

    private void carry() {
        try {
            while (true) {
                deliver(letters.take());
            }
        } catch (InterruptedException closed) {
            LOG.debug("A mailbox is closed");
        }
    }

    private static void deliver(Runnable letter) {
        try {
            letter.run();
        } catch (RuntimeException undeliverable) {
            LOG.debug("A client did not hear", undeliverable);
        }
    }
}
