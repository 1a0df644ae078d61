package dev.syndicate.audit.checkpoint;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Checkpoints")
class CheckpointController {

    private final Proofs proofs;

    CheckpointController(Proofs proofs) {
        this.proofs = proofs;
    }

    @Operation(summary = "The newest signed checkpoint", description = "A signed note (c2sp.org/tlog-checkpoint)")
    @GetMapping(path = "/v1/checkpoint", produces = "text/plain;charset=UTF-8")
    String checkpoint() {
        return proofs.newest()
                .map(Object::toString)
                .orElseThrow(() -> new ProblemException(PlatformProblems.NOT_FOUND, "Nothing was signed yet"));
    }
}
