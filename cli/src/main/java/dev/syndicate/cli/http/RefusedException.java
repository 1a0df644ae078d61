package dev.syndicate.cli.http;

/** A service answered with an error. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    public RefusedException(Answer answer) {
        super(describe(answer));
        this.answer = answer;
    }

    /** What the service said, usually problem details (RFC 9457). */
    public Answer answer() {
        return answer;
    }

    private static String describe(Answer answer) {
        String title = answer.text("title");
        String detail = answer.text("detail");
        String said = title.isEmpty() ? answer.body() : detail.isEmpty() ? title : title + ": " + detail;
        return "%s answered %d: %s".formatted(answer.address(), answer.status(), said);
    }
}
