package dev.syndicate.approval.notification;

/**
 * A receiver has not acknowledged. The message is ours and names no address; there is no cause, because the exceptions of
 * HTTP and mail clients quote addresses and answers.
 */
final class DeliveryFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeliveryFailedException(String message) {
        super(message);
    }
}
