package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.ConsolePage;
import dev.syndicate.approval.console.Moments;
import dev.syndicate.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Exports: what a search would find, started, counted and fetched. */
@ConsolePage
class ExportController {

    private static final String PAGE = "/audit/exports";

    private final AuditTrail trail;
    private final Clock clock;

    ExportController(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    String exports(@RequestParam Map<String, String> parameters, Model model, HttpServletResponse response) {
        Moments moments = new Moments(clock.instant());
        model.addAttribute("moments", moments);
        model.addAttribute("crumb", "Exports");
        model.addAttribute("search", RecordSearch.of(parameters));
        model.addAttribute("formats", ExportFormat.ALL);
        try {
            model.addAttribute(
                    "exports",
                    RecordReader.understood(() -> new Facts(trail.exports())
                            .objects("exports").stream()
                                    .map(export -> StartedExport.of(export, moments))
                                    .toList()));
        } catch (ProblemException problem) {
            Failure failure = Failure.of(problem);
            response.setStatus(failure.status());
            model.addAttribute("failure", failure);
        }
        return "console/exports";
    }

    /** What is refused is shown over the form, whose filters stand in the address. */
    @PostMapping(PAGE)
    String start(@RequestParam Map<String, String> parameters, RedirectAttributes next) {
        RecordSearch search = RecordSearch.of(parameters);
        try {
            Map<String, String> asked = new LinkedHashMap<>(search.filters());
            asked.put("format", parameters.getOrDefault("format", ""));
            next.addFlashAttribute("begun", new Facts(trail.startExport(asked)).text("id"));
        } catch (ProblemException problem) {
            next.addFlashAttribute("refused", Failure.of(problem));
            search.said().forEach(next::addAttribute);
        }
        return "redirect:" + PAGE;
    }

    @GetMapping(PAGE + "/{id}/file")
    ResponseEntity<StreamingResponseBody> file(@PathVariable UUID id) {
        return trail.export(id).handOn();
    }

    @GetMapping(PAGE + "/{id}/manifest")
    ResponseEntity<String> manifest(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"export-%s.manifest.json\"".formatted(id))
                .body(trail.manifest(id).toString());
    }

    /** The part of the page that waits until the export was read to its end; then audit-service has counted it. */
    @GetMapping(PAGE + "/{id}/measure")
    String measure(@PathVariable UUID id, Model model) {
        try {
            model.addAttribute("measure", StartedExport.Measure.of(new Facts(trail.manifest(id))));
        } catch (ProblemException problem) {
            model.addAttribute("unmeasured", problem.detail());
        }
        model.addAttribute("id", id.toString());
        model.addAttribute("waits", false);
        return "console/exports :: measured";
    }
}
