package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.ConsolePage;
import dev.syndicate.approval.console.Moments;
import dev.syndicate.approval.console.Note;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Verifications: started here, carried out by audit-service, followed until they have a result. */
@ConsolePage
class VerificationController {

    private final AuditTrail trail;
    private final Clock clock;

    VerificationController(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @PostMapping("/integrity/verifications")
    String start(RedirectAttributes next) {
        try {
            next.addFlashAttribute("begun", new Facts(trail.verify()).text("id"));
        } catch (ProblemException problem) {
            next.addFlashAttribute("notes", List.of(Note.warning("Nothing is verified.", problem.detail())));
        }
        return "redirect:/integrity";
    }

    /** The part of the page that asks for itself while it goes on. */
    @GetMapping("/integrity/verifications/{id}")
    String progress(@PathVariable UUID id, Model model) {
        model.addAttribute("run", Verification.of(new Facts(trail.verification(id)), new Moments(clock.instant())));
        return "console/verification :: run";
    }
}
