package dev.syndicate.audit.verification;

import java.util.UUID;

/** Stores how far a verification has come, twice a second. */
final class StoredProgress implements Progress {

    private static final long INTERVAL_NANOS = 500_000_000;

    private final Verifications verifications;
    private final UUID id;
    private String phase = "";
    private long storedAt;

    StoredProgress(Verifications verifications, UUID id) {
        this.verifications = verifications;
        this.id = id;
    }

    @Override
    public void at(String now, long done, long total) {
        long time = System.nanoTime();
        if (!now.equals(phase) || time - storedAt > INTERVAL_NANOS) {
            verifications.progress(id, now, done, total);
            phase = now;
            storedAt = time;
        }
    }
}
