package dev.syndicate.audit.chain;

/** Another process writes the chain now. Nothing of this attempt was committed. */
final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException() {
        super("Another process holds the lease of the chain");
    }
}
