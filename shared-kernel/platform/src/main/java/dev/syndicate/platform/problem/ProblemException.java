package dev.syndicate.platform.problem;

import java.util.Map;

/** Ends a request with this problem. */
public class ProblemException extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String detail;
    private final transient Map<String, Object> extras;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public ProblemException(ProblemType type, String detail, Map<String, Object> extras) {
        super(type.slug() + ": " + detail);
        this.type = type;
        this.detail = detail;
        this.extras = Map.copyOf(extras);
    }

    @Override
    public ProblemType type() {
        return type;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public Map<String, Object> extras() {
        return extras;
    }
}
