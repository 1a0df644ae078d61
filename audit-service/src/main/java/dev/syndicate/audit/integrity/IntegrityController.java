package dev.syndicate.audit.integrity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Integrity")
class IntegrityController {

    private final Latch latch;
    private final Findings findings;
    private final dev.syndicate.audit.log.LogKeys keys;

    IntegrityController(Latch latch, Findings findings, dev.syndicate.audit.log.LogKeys keys) {
        this.latch = latch;
        this.findings = findings;
        this.keys = keys;
    }

    /**
     * Whether the chain is clear.
     *
     * @param reason why not; absent when clear
     * @param findings every violation that was found, the newest first
     */
    record IntegrityView(
            String log, boolean clear, @Nullable String reason, List<FindingView> findings) {}

    @Operation(summary = "Whether the chain is clear, and every finding")
    @GetMapping("/v1/integrity")
    IntegrityView integrity() {
        Clearance clearance = latch.clearance();
        String reason = clearance instanceof Clearance.NotClear closed ? closed.reason() : null;
        return new IntegrityView(keys.log().toString(), clearance.isClear(), reason, findings.all());
    }
}
