package dev.syndicate.audit.chain;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Lets threads of this process wait for the next batch. A signal is only a hint: the database is asked afterwards. */
@Component
public class Appends {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();
    private long batches;

    /** A count to wait from; take it before asking the database. */
    public long mark() {
        lock.lock();
        try {
            return batches;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a batch was committed after this mark, at most so long. */
    public void awaitAfter(long mark, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (batches == mark && left > 0) {
                left = appended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            batches++;
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
