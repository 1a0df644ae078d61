package dev.syndicate.audit.verification;

import dev.syndicate.audit.chain.ChainHead;
import dev.syndicate.audit.chain.Heads;
import dev.syndicate.audit.checkpoint.Checkpoints;
import dev.syndicate.audit.log.AuditSettings;
import dev.syndicate.audit.log.StateFile;
import dev.syndicate.contracts.chain.ChainVerdict.Broken;
import dev.syndicate.contracts.chain.Checkpoint;
import dev.syndicate.contracts.chain.SignedNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads every record again, slice by slice, pass after pass. One pass takes at most half of the period, so that no record
 * is ever older than the period. Used by one thread; {@link ScrubLoop} drives it.
 */
@Component
class Scrub {

    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

    private final LiveVerifier verifier;
    private final StoredRows rows;
    private final Heads heads;
    private final Checkpoints checkpoints;
    private final FaultReports reports;
    private final VerificationSettings settings;
    private final StateFile file;
    private final Clock clock;

    private @Nullable ScrubState state;
    private @Nullable Pass pass;
    private long next;

    Scrub(
            LiveVerifier verifier,
            StoredRows rows,
            Heads heads,
            Checkpoints checkpoints,
            FaultReports reports,
            VerificationSettings settings,
            AuditSettings audit,
            Clock clock) {
        this.verifier = verifier;
        this.rows = rows;
        this.heads = heads;
        this.checkpoints = checkpoints;
        this.reports = reports;
        this.settings = settings;
        this.file = new StateFile(audit.stateDirectory(), "scrub.json");
        this.clock = clock;
    }

    /** From one checkpoint to the newest there was when it began. */
    private record Pass(Sweep sweep, Stitching stitching, Checkpoint end, ChainHead head, long first) {}

    /** Reads the next slice, and reports what it finds. Returns how many records it has read. */
    int slice() {
        Pass current = current();
        if (current == null) {
            return 0;
        }
        long from = next;
        long before = Math.min(current.end().size(), from + settings.scrubSlice());
        read(current, from, before);
        next = before;
        if (current.sweep().hasEnded() || before == current.end().size()) {
            end(current);
        } else {
            report(current);
            rememberWhatIsCertain(current);
        }
        return Math.toIntExact(before - from);
    }

    /** How long to wait until the next slice, so that the pass ends in time. */
    Duration pause() {
        Pass current = pass;
        if (current == null) {
            return settings.scrubPause();
        }
        long slices = 1 + current.end().size() / settings.scrubSlice();
        Duration even = settings.scrubPeriod().dividedBy(2 * slices);
        return even.compareTo(settings.scrubPause()) < 0 ? even : settings.scrubPause();
    }

    /** After this time every record has been verified that existed then. */
    Instant verifiedSince() {
        return state().verifiedSince();
    }

    /** After another process may have written: what was believed is read again. */
    void forget() {
        pass = null;
        state = null;
    }

    private void read(Pass current, long from, long before) {
        List<Examined> page =
                rows.everything(from, before).stream().map(Examined::everything).toList();
        current.stitching().accept(page);
    }

    private @Nullable Pass current() {
        Pass current = pass;
        if (current == null) {
            current = begin();
            pass = current;
        }
        return current;
    }

    private @Nullable Pass begin() {
        Optional<SignedNote> newest = checkpoints.latest();
        Optional<ChainHead> head = heads.read();
        if (newest.isEmpty() || head.isEmpty() || !verifier.isSigned(newest.get())) {
            return null;
        }
        Checkpoint end = Checkpoint.parse(newest.get().text());
        ScrubState from = state();
        if (!end.logOrigin().equals(head.get().origin())
                || end.size() > head.get().size()) {
            return null;
        }
        if (from.tree().size() >= end.size()) {
            from = from.again(from.passStartedAt());
            state = from;
        }
        Sweep sweep = verifier.begin(from.tree(), end, head.get().origin());
        next = from.tree().size();
        return new Pass(sweep, new Stitching(sweep), end, head.get(), next);
    }

    private void end(Pass current) {
        current.stitching().end();
        Assessment assessment =
                verifier.conclude(current.sweep(), Extent.EVERYTHING, current.first(), current.end(), current.head());
        reports.report(assessment);
        Instant now = clock.instant();
        boolean whole = !current.sweep().hasEnded();
        remember(whole ? state().nextPass(now) : state().again(now));
        pass = null;
    }

    /** A disagreement of two neighbours is named with certainty only when their successors have been read. */
    private void report(Pass current) {
        List<Broken> found = current.sweep().found();
        if (!found.isEmpty()) {
            reports.report(new Assessment(found.getFirst(), found, 0));
        }
        Optional<Broken> disagreement = current.sweep().certainDisagreement();
        disagreement.ifPresent(broken -> reports.report(Assessment.of(broken)));
    }

    /** Where neighbours disagree, the tree is not known; after a restart that part is read again. */
    private void rememberWhatIsCertain(Pass current) {
        if (current.sweep().isCertain()) {
            remember(state().at(current.sweep().tree()));
        }
    }

    private ScrubState state() {
        ScrubState known = state;
        if (known == null) {
            known = stored().orElseGet(() -> ScrubState.first(clock.instant()));
            state = known;
        }
        return known;
    }

    private Optional<ScrubState> stored() {
        try {
            return file.read().map(ScrubState::parse);
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            LOG.warn("{} is not what the scrub wrote; it begins anew: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private void remember(ScrubState reached) {
        state = reached;
        try {
            file.write(reached.json());
        } catch (IOException e) {
            throw new UncheckedIOException("The scrub cannot write " + file, e);
        }
    }
}
