package dev.syndicate.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed outside any controller: a refused URL, a filter that threw. */
@RestController
class ProblemErrorController implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Object> answer(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof Throwable thrown
                && ProblemCauses.problemIn(thrown).isPresent()) {
            Problem problem = ProblemCauses.problemIn(thrown).get();
            return Problems.answer(problem);
        }
        ProblemType type = PlatformProblems.forStatus(status instanceof Integer code && code >= 400 ? code : 404);
        return Problems.answer(type, type.title(), Map.of());
    }
}
