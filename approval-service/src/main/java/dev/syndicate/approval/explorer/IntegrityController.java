package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.ConsolePage;
import dev.syndicate.approval.console.Moments;
import dev.syndicate.approval.console.Note;
import dev.syndicate.platform.problem.ProblemException;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whether the chain is clear, and the release of what was found by two operators. */
@ConsolePage
class IntegrityController {

    private static final int RUNS = 10;

    private final IntegrityReader integrity;
    private final AuditTrail trail;
    private final Clock clock;

    IntegrityController(IntegrityReader integrity, AuditTrail trail, Clock clock) {
        this.integrity = integrity;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/integrity")
    String state(Model model, HttpServletResponse response) {
        Moments moments = new Moments(clock.instant());
        model.addAttribute("moments", moments);
        try {
            List<Verification> runs = integrity.verifications(moments);
            model.addAttribute("state", integrity.state(moments));
            model.addAttribute("chain", integrity.chain(runs, moments));
            model.addAttribute("runs", runs.subList(0, Math.min(RUNS, runs.size())));
            model.addAttribute(
                    "going",
                    runs.stream().filter(Verification::running).findFirst().orElse(null));
        } catch (ProblemException problem) {
            fail(problem, model, response);
        }
        return "console/integrity";
    }

    @GetMapping("/integrity/findings/{digest}")
    String finding(AuthenticatedPerson viewer, @PathVariable String digest, Model model, HttpServletResponse response) {
        Moments moments = new Moments(clock.instant());
        model.addAttribute("moments", moments);
        model.addAttribute("crumb", "Release");
        try {
            show(viewer, integrity.state(moments).require(digest), model);
        } catch (ProblemException problem) {
            fail(problem, model, response);
        }
        return "console/finding";
    }

    /** Signs as who is signed in; audit-service counts, by their token, whether they are another person than the first. */
    @PostMapping("/integrity/findings/{digest}/release")
    String release(
            AuthenticatedPerson operator,
            @PathVariable String digest,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "false") boolean known,
            RedirectAttributes next) {
        operator.require(Role.OPERATOR);
        ReleaseForm form = new ReleaseForm(reason, record, known);
        List<String> faults =
                form.faults(integrity.state(new Moments(clock.instant())).require(digest));
        try {
            next.addFlashAttribute(
                    "notes",
                    faults.isEmpty()
                            ? List.of(ReleaseNotes.of(new Facts(trail.release(digest, reason))))
                            : List.of(ReleaseNotes.incomplete(faults)));
        } catch (ProblemException refused) {
            next.addFlashAttribute("notes", List.of(ReleaseNotes.refused(refused)));
            faults = List.of(refused.detail());
        }
        if (!faults.isEmpty()) {
            next.addFlashAttribute("form", form);
        }
        return "redirect:/integrity/findings/" + digest;
    }

    private void show(AuthenticatedPerson viewer, StandingFinding finding, Model model) {
        StandingFinding.Pending pending = finding.pending();
        model.addAttribute("finding", finding);
        model.addAttribute("hashes", integrity.hashes(finding).orElse(null));
        model.addAttribute(
                "own",
                pending != null
                        && pending.isOf(
                                viewer.person().issuer(), viewer.person().subject()));
        model.asMap().putIfAbsent("form", ReleaseForm.EMPTY);
        model.asMap().putIfAbsent("notes", List.<Note>of());
    }

    private static void fail(ProblemException problem, Model model, HttpServletResponse response) {
        Failure failure = Failure.of(problem);
        response.setStatus(failure.status());
        model.addAttribute("failure", failure);
    }
}
