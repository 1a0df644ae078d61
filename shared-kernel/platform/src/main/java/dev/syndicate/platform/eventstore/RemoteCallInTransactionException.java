package dev.syndicate.platform.eventstore;

/** A defect in the program: something remote was about to be waited for inside a transaction. */
public class RemoteCallInTransactionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    RemoteCallInTransactionException(String call) {
        super(call + " inside a transaction: it would hold back every reader of events; call it before or after");
    }
}
