package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.Integrity;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.PersonPrincipal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What all pages share, and pages instead of problem documents. */
@ControllerAdvice(assignableTypes = ConsoleController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class FrameAdvice {

    private final Inbox inbox;
    private final Integrity integrity;

    FrameAdvice(Inbox inbox, Integrity integrity) {
        this.inbox = inbox;
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

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, IllegalArgumentException.class})
    String unreadable(RuntimeException unreadable, Model model, HttpServletResponse response) {
        return page(
                "There is no such page", "The address or the form is not one of this console.", 404, model, response);
    }

    private Frame frame(AuthenticatedPerson person) {
        return new Frame(
                new Frame.Viewer(person.person().name(), Wording.initials(person.person()), Wording.roles(person)),
                integrity.clearance(),
                inbox.needsVote(person));
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
