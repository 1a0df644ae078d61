package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.ConsolePage;
import dev.syndicate.approval.console.Moments;
import dev.syndicate.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Records: found by their facts, and one of them whole. */
@ConsolePage
class RecordController {

    private final RecordReader records;
    private final Clock clock;

    RecordController(RecordReader records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** What cannot be found or read is said in the page, and what was typed stays. */
    @GetMapping("/audit")
    String search(
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable Long record,
            Model model,
            HttpServletResponse response) {
        Moments moments = new Moments(clock.instant());
        RecordSearch search = RecordSearch.of(parameters);
        model.addAttribute("moments", moments);
        model.addAttribute("search", search);
        model.addAttribute("fields", SearchField.OTHERS);
        model.addAttribute("outcomes", SearchField.outcomes());
        model.addAttribute("found", Found.NONE);
        try {
            Found found = records.find(search, moments);
            if (found.isBeforeTheFirst(search)) {
                return "redirect:" + search.start();
            }
            model.addAttribute("found", found);
            model.addAttribute("detail", record == null ? null : records.detail(record, moments));
        } catch (ProblemException problem) {
            Failure failure = Failure.of(problem);
            response.setStatus(failure.status());
            model.addAttribute("failure", failure);
        }
        return "console/audit";
    }

    @GetMapping("/audit/records/{sequence}")
    String record(@PathVariable long sequence, Model model, HttpServletResponse response) {
        Moments moments = new Moments(clock.instant());
        model.addAttribute("moments", moments);
        model.addAttribute("crumb", RecordRow.number(sequence));
        try {
            model.addAttribute("detail", records.detail(sequence, moments));
        } catch (ProblemException problem) {
            Failure failure = Failure.of(problem);
            response.setStatus(failure.status());
            model.addAttribute("failure", failure);
        }
        return "console/record";
    }

    /** The canonical bytes, as they are hashed. */
    @GetMapping("/audit/records/{sequence}/body")
    ResponseEntity<byte[]> body(@PathVariable long sequence) {
        return bytes(records.sealed(sequence).body(), "record-%d.json".formatted(sequence), MediaType.APPLICATION_JSON);
    }

    /** The 140 bytes that are the leaf's. */
    @GetMapping("/audit/records/{sequence}/header")
    ResponseEntity<byte[]> header(@PathVariable long sequence) {
        return bytes(
                records.sealed(sequence).header(),
                "record-%d.header".formatted(sequence),
                MediaType.APPLICATION_OCTET_STREAM);
    }

    private static ResponseEntity<byte[]> bytes(byte[] content, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(content);
    }
}
