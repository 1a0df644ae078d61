package dev.syndicate.audit.verification;

import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Feeds a sweep with pages, one row behind, so that each row is seen together with its successor. */
final class Stitching {

    private final Sweep sweep;
    private @Nullable Examined waiting;
    private long done;

    Stitching(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Until the pages end, or nothing behind can be judged. */
    void run(PageStream pages, LongConsumer progress) {
        for (List<Examined> page = pages.next(); !page.isEmpty() && !sweep.hasEnded(); page = pages.next()) {
            accept(page);
            progress.accept(done);
        }
        end();
    }

    void accept(List<Examined> page) {
        for (Examined row : page) {
            Examined before = waiting;
            if (before != null) {
                sweep.accept(before, row);
            }
            waiting = row;
            done++;
        }
        sweep.compareTables();
    }

    void end() {
        Examined last = waiting;
        if (last != null) {
            sweep.accept(last, null);
            sweep.compareTables();
            waiting = null;
        }
    }
}
