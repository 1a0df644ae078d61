package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.ConsolePage;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Evidence to take along: what audit-service puts together, as it comes. */
@ConsolePage
class EvidenceController {

    private final AuditTrail trail;

    EvidenceController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/audit/actions/{id}/evidence")
    ResponseEntity<StreamingResponseBody> action(@PathVariable UUID id) {
        return trail.evidenceOfAction(id).handOn();
    }

    @GetMapping("/audit/sessions/{id}/evidence")
    ResponseEntity<StreamingResponseBody> session(@PathVariable UUID id) {
        return trail.evidenceOfSession(id).handOn();
    }
}
