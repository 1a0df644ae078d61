package dev.syndicate.audit.sink;

/**
 * A configured sink, ready to follow the chain.
 *
 * @param format the name of the form in which records are sent
 */
record Sink(String name, SinkProperties settings, String format, Batches batches, Delivery delivery) {}
