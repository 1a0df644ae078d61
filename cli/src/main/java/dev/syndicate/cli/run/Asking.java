package dev.syndicate.cli.run;

import dev.syndicate.client.RefusedException;
import dev.syndicate.client.UnexpectedReplyException;
import dev.syndicate.client.UnreachableException;
import java.time.Duration;
import java.util.function.Supplier;

/** Requests before the command runs: whatever is no good answer means that nothing runs, and says why. */
final class Asking {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Signals signals;

    Asking(Signals signals) {
        this.signals = signals;
    }

    /** Asks once. */
    <T> T once(Supplier<T> request) {
        try {
            return request.get();
        } catch (UnreachableException nobody) {
            signals.requireNone();
            throw new NothingRanException(Ending.UNREACHABLE, nobody.getMessage());
        } catch (UnexpectedReplyException other) {
            throw new NothingRanException(Ending.UNREACHABLE, other.getMessage());
        } catch (RefusedException refused) {
            throw new NothingRanException(ending(refused), refused.getMessage());
        }
    }

    /** Asks until there is an answer, at most for so long. The request carries a key, or changes nothing. */
    <T> T patiently(Duration longest, Supplier<T> request) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            try {
                return once(request);
            } catch (NothingRanException failed) {
                if (failed.status() != Ending.UNREACHABLE.status() || System.nanoTime() > end) {
                    throw failed;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException signal) {
            signals.requireNone();
            Thread.currentThread().interrupt();
            throw new NothingRanException(Ending.UNREACHABLE, "Interrupted");
        }
    }

    private static Ending ending(RefusedException refused) {
        if (refused.problem().equals("request-in-progress")) {
            return Ending.UNREACHABLE;
        }
        return switch (refused.reply().status()) {
            case 401, 403 -> Ending.NOT_ALLOWED;
            case 400, 413, 415, 422 -> Ending.UNGOVERNABLE;
            case 500, 502, 503, 504, 404 -> Ending.UNREACHABLE;
            default -> Ending.REFUSED;
        };
    }
}
