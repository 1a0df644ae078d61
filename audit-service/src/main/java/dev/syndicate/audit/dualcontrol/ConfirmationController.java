package dev.syndicate.audit.dualcontrol;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Integrity")
class ConfirmationController {

    private final DualControl control;

    ConfirmationController(DualControl control) {
        this.control = control;
    }

    /** What waits, the oldest first. */
    record PendingList(List<Confirmation.Pending> pending) {}

    @Operation(summary = "What one person has asked for and another one has to confirm")
    @GetMapping("/v1/confirmations")
    PendingList pending() {
        return new PendingList(control.pending());
    }
}
