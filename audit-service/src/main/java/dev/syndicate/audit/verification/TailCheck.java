package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.CompactRange;
import dev.syndicate.contracts.chain.SignedNote;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies what is new since the last look, with every check. Used by one thread; {@link ScrubLoop} drives it. */
@Component
class TailCheck {

    private final LiveVerifier verifier;
    private final Heads heads;
    private final Checkpoints checkpoints;
    private final FaultReports reports;
    private @Nullable CompactRange verified;

    TailCheck(LiveVerifier verifier, Heads heads, Checkpoints checkpoints, FaultReports reports) {
        this.verifier = verifier;
        this.heads = heads;
        this.checkpoints = checkpoints;
        this.reports = reports;
    }

    void look() {
        Optional<SignedNote> newest = checkpoints.latest();
        Optional<ChainHead> head = heads.read();
        if (newest.isEmpty() || head.isEmpty() || !verifier.isSigned(newest.get())) {
            return;
        }
        Checkpoint end = Checkpoint.parse(newest.get().text());
        CompactRange from = verified;
        if (from == null) {
            // The scrub reads what lies in front of this; if even the stored tree is not the signed one, it says why.
            verified = verifier.treeOf(end).orElse(null);
        } else if (from.size() < end.size() && end.size() <= head.get().size()) {
            LiveVerifier.Swept swept = verifier.sweepBehind(from, end, head.get());
            reports.report(swept.assessment());
            verified = swept.reachedEnd() ? swept.tree() : null;
        }
    }

    void forget() {
        verified = null;
    }
}
