package dev.syndicate.approval.notification;

/** Hands a notice to its receiver. */
interface Delivery {

    /** Returns once the receiver has acknowledged it; throws {@link DeliveryFailedException} otherwise. */
    void send(Notice notice, Message message);
}
