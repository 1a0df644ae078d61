package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.Integrity;
import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.Problem;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.PersonPrincipal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What all pages share, and pages instead of problem documents. */
@ControllerAdvice(annotations = ConsolePage.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FrameAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(FrameAdvice.class);

    private final Waiting waiting;
    private final Integrity integrity;

    FrameAdvice(Waiting waiting, Integrity integrity) {
        this.waiting = waiting;
        this.integrity = integrity;
    }

    @ModelAttribute("frame")
    @Nullable
    Frame frame(@Nullable Authentication authentication) {
        return person(authentication).map(this::frame).orElse(null);
    }

    @ExceptionHandler(ProblemException.class)
    String problem(ProblemException problem, Model model, HttpServletResponse response) {
        return page(problem.type().title(), problem.detail(), problem.type().status(), model, response);
    }

    /** An invalid parameter is one that is no UTF-8: which it was, nobody can say. */
    @ExceptionHandler({
        MethodArgumentTypeMismatchException.class,
        IllegalArgumentException.class,
        InvalidParameterException.class
    })
    String unreadable(RuntimeException unreadable, Model model, HttpServletResponse response) {
        return page(
                "There is no such page", "The address or the form is not one of this console.", 404, model, response);
    }

    /** What failed, what is unaffected, and under which id it is found. */
    @ExceptionHandler(Exception.class)
    String failure(Exception failure, Model model, HttpServletResponse response) {
        if (failure instanceof Problem problem && problem.type().status() < 500) {
            return page(
                    problem.type().title(),
                    String.valueOf(failure.getMessage()),
                    problem.type().status(),
                    model,
                    response);
        }
        String request = Correlation.current().orElse("unknown");
        LOG.error("A page of the console could not be made, request {}", request, failure);
        return page(
                "This page could not be loaded",
                "Nothing was decided, and what waits goes on waiting. Request %s.".formatted(request),
                500,
                model,
                response);
    }

    private Frame frame(AuthenticatedPerson person) {
        return new Frame(Frame.Viewer.of(person), integrity.clearance(), waiting.count(person));
    }

    private static String page(String title, String detail, int status, Model model, HttpServletResponse response) {
        response.setStatus(status);
        model.addAttribute("title", title);
        model.addAttribute("detail", detail);
        model.addAttribute("action", "Back to the inbox");
        return "console/notice";
    }

    private static Optional<AuthenticatedPerson> person(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof PersonPrincipal person
                ? Optional.of(person.authenticatedPerson())
                : Optional.empty();
    }
}
