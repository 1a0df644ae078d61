package dev.syndicate.audit.integrity;

import dev.syndicate.audit.log.LogKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Integrity")
class IntegrityController {

    private final Latch latch;
    private final StoredFindings findings;
    private final LogKeys keys;

    IntegrityController(Latch latch, StoredFindings findings, LogKeys keys) {
        this.latch = latch;
        this.findings = findings;
        this.keys = keys;
    }

    /**
     * Whether the chain is clear.
     *
     * @param clearSince from when on without a break; absent when not clear
     * @param reason why not; absent when clear
     * @param findings every violation that was found, the newest first
     */
    record IntegrityView(
            String log,
            boolean clear,
            @Nullable Instant clearSince,
            @Nullable String reason,
            List<FindingView> findings) {}

    @Operation(summary = "Whether the chain is clear, and every finding")
    @GetMapping("/v1/integrity")
    IntegrityView integrity() {
        return switch (latch.clearance()) {
            case Clearance.Clear clear -> view(clear.since(), null);
            case Clearance.NotClear closed -> view(null, closed.reason());
        };
    }

    private IntegrityView view(@Nullable Instant since, @Nullable String reason) {
        return new IntegrityView(keys.log().toString(), since != null, since, reason, findings.all());
    }
}
