package dev.syndicate.client;

/** A service answered with an error, usually a problem (RFC 9457). */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Reply reply;

    public RefusedException(Reply reply) {
        super(describe(reply));
        this.reply = reply;
    }

    /** What the service said. */
    public Reply reply() {
        return reply;
    }

    /** The name of the problem, for example {@code permit-consumed}; empty if it is none. Decide by it, never by the text. */
    public String problem() {
        return reply.problem();
    }

    private static String describe(Reply reply) {
        String title = reply.member("title");
        String detail = reply.member("detail");
        String said = title.isEmpty() ? reply.body() : detail.isEmpty() ? title : title + ": " + detail;
        return "%s answered %d: %s".formatted(reply.address(), reply.status(), said);
    }
}
