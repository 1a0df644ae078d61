package dev.syndicate.platform.problem;

import java.util.Map;

/** One occurrence of a problem. Exceptions that implement this are answered as it, wherever they were thrown. */
public interface Problem {

    ProblemType type();

    /** What happened this time and what helps, for people; never SQL, secrets or parameters. */
    String detail();

    /** Further members of the answer, for programs; JSON values only. */
    Map<String, Object> extras();
}
