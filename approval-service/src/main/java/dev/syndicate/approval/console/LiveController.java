package dev.syndicate.approval.console;

import dev.syndicate.platform.security.AuthenticatedPerson;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream that keeps open pages true. */
@Controller
class LiveController {

    private final LiveConsoles consoles;

    LiveController(LiveConsoles consoles) {
        this.consoles = consoles;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live(AuthenticatedPerson viewer, HttpSession session, HttpServletResponse response) {
        // A proxy that collects the answer first would make every page old.
        response.setHeader("X-Accel-Buffering", "no");
        return consoles.open(viewer.workspaces(), session.getId());
    }
}
