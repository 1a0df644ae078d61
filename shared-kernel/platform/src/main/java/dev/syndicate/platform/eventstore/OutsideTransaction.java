package dev.syndicate.platform.eventstore;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Guards calls that leave the process. An open transaction holds back every reader of events in the whole cluster, so
 * nothing remote is ever waited for inside one. Whatever calls another service or waits for a seal asks here first.
 */
public final class OutsideTransaction {

    private OutsideTransaction() {}

    /**
     * Returns if the current thread has no transaction.
     *
     * @param call what is about to happen, for the message, for example {@code "POST /v1/evaluations"}
     * @throws RemoteCallInTransactionException if it has one
     */
    public static void require(String call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new RemoteCallInTransactionException(call);
        }
    }
}
