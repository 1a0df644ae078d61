package dev.syndicate.local.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the clients were told, to be compared with what is on record. */
final class Ledger {

    /**
     * A grant as its client saw it.
     *
     * @param execution its id
     * @param action the action that may run
     */
    record Grant(String execution, String action) {}

    private final Map<String, Set<Grant>> byPermit = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> refusals = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> byClient = new ConcurrentHashMap<>();
    private final AtomicLong unanswered = new AtomicLong();

    void granted(String client, String permit, String execution, String action) {
        byClient.computeIfAbsent(client, unused -> new AtomicLong()).incrementAndGet();
        byPermit.computeIfAbsent(permit, unused -> ConcurrentHashMap.newKeySet())
                .add(new Grant(execution, action));
    }

    void refused(String reason) {
        refusals.computeIfAbsent(reason, unused -> new AtomicLong()).incrementAndGet();
    }

    void unanswered() {
        unanswered.incrementAndGet();
    }

    Map<String, Set<Grant>> grants() {
        Map<String, Set<Grant>> now = new HashMap<>();
        byPermit.forEach((permit, grants) -> now.put(permit, Set.copyOf(grants)));
        return now;
    }

    Map<String, Long> grantsByClient() {
        Map<String, Long> now = new HashMap<>();
        byClient.forEach((client, grants) -> now.put(client, grants.get()));
        return now;
    }

    String summary() {
        return "%d granted, refused %s, %d requests without an answer"
                .formatted(byPermit.size(), refusals, unanswered.get());
    }
}
