package dev.syndicate.gateway.action;

import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Waits for actions, and goes on to what takes their place. */
@Component
class Successions {

    private final ActionHistories histories;
    private final ActionViews views;
    private final ActionWaits waits;

    Successions(ActionHistories histories, ActionViews views, ActionWaits waits) {
        this.histories = histories;
        this.views = views;
        this.waits = waits;
    }

    /** Waits until the action, or the one that a reviewer makes of it, is as the caller wants it, at most so long. */
    ActionView await(ActionView action, Duration longest, Predicate<ActionView> enough) {
        long end = System.nanoTime() + longest.toNanos();
        ActionView seen = action;
        for (boolean moves = true; moves && !isSettled(seen, enough); ) {
            ActionView before = seen;
            seen = waits.until(
                    before.current(),
                    Duration.ofNanos(end - System.nanoTime()),
                    () -> latest(before),
                    it -> isSettled(it, enough) || hasMoved(before, it));
            moves = hasMoved(before, seen);
        }
        return seen;
    }

    private static boolean isSettled(ActionView action, Predicate<ActionView> enough) {
        return action.state() != ActionPhase.AMENDED && enough.test(action);
    }

    private static boolean hasMoved(ActionView before, ActionView now) {
        return before.state() != now.state() || !before.action().equals(now.action());
    }

    /** The action itself, or what takes its place as soon as that is on record. */
    private ActionView latest(ActionView known) {
        return known.action().equals(known.current())
                ? histories.find(known.action()).map(views::view).orElseThrow()
                : histories
                        .find(known.current())
                        .filter(state -> state.amends(known.action()))
                        .map(views::view)
                        .orElse(known);
    }
}
