package dev.syndicate.platform.eventstore;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Opens the first transaction before Axon does. On a busy machine, loading the classes that it needs can take longer than
 * the second for which the database lets a transaction idle, and Axon does not try again: the service would not start.
 */
final class FirstTransaction implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FirstTransaction.class);
    private static final int ATTEMPTS = 10;

    private final TransactionManager transactions;
    private final TokenStore tokens;
    private final Serializer serializer;
    private volatile boolean running;

    FirstTransaction(TransactionManager transactions, TokenStore tokens, Serializer serializer) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.serializer = serializer;
    }

    @Override
    public void start() {
        serializer.deserialize(serializer.serialize(new GlobalSequenceTrackingToken(0), byte[].class));
        for (int attempt = 1; !attempted(attempt == ATTEMPTS); attempt++) {
            log.info("the first transaction took too long, attempt {} of {}", attempt, ATTEMPTS);
        }
        running = true;
    }

    private boolean attempted(boolean last) {
        try {
            transactions.executeInTransaction(() -> {
                tokens.retrieveStorageIdentifier();
                tokens.fetchAvailableSegments("none");
            });
            return true;
        } catch (RuntimeException e) {
            if (last) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
