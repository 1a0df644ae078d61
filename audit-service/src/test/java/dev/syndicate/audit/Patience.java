package dev.syndicate.audit;

import dev.syndicate.testing.postgres.TestDatabase;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * For a machine that stands still now and then: whoever asks asks again, for a minute, and the database ends no
 * transaction for want of processor time.
 */
public final class Patience {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int PAUSE_MILLIS = 20;

    private Patience() {}

    /** The database as this role sees it, for what a test does in a service's place. */
    public static PGSimpleDataSource database(TestDatabase database, String role) {
        PGSimpleDataSource source = database.dataSource(role);
        source.setOptions(TestDatabase.UNBOUNDED);
        return source;
    }

    /** Asks again while the answer says that it comes too early. The last answer counts, whatever it says. */
    static <T> T ask(Supplier<T> question, Predicate<T> tooEarly) {
        long end = System.nanoTime() + LONGEST.toNanos();
        T answer = question.get();
        while (tooEarly.test(answer) && System.nanoTime() < end) {
            pause();
            answer = question.get();
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
