package dev.syndicate.platform.problem;

import dev.syndicate.platform.observability.Correlation;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Problems as RFC 9457 bodies. */
public final class Problems {

    private Problems() {}

    /** The body of this one. */
    public static ProblemDetail body(Problem problem) {
        return body(problem.type(), problem.detail(), problem.extras());
    }

    /** The whole answer for this one. */
    public static ResponseEntity<Object> answer(Problem problem) {
        return answer(problem.type(), problem.detail(), problem.extras());
    }

    /** The body: type, title, status, detail, the extra members, and the request's correlation id. */
    public static ProblemDetail body(ProblemType type, String detail, Map<String, Object> extras) {
        ProblemDetail body = ProblemDetail.forStatus(type.status());
        body.setType(type.uri());
        body.setTitle(type.title());
        body.setDetail(detail);
        extras.forEach(body::setProperty);
        Correlation.current().ifPresent(id -> body.setProperty(Correlation.MEMBER, id));
        return body;
    }

    /** The whole answer; tells the caller when to try again where trying again helps. */
    public static ResponseEntity<Object> answer(ProblemType type, String detail, Map<String, Object> extras) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(type.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (type.status() == 503 || type.equals(PlatformProblems.REQUEST_IN_PROGRESS)) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(body(type, detail, extras));
    }
}
