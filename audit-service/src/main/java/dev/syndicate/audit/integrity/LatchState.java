package dev.syndicate.audit.integrity;

import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the latch file on the writer's volume says.
 *
 * @param standing findings that nobody has released
 * @param released findings that two people have released; found again, they latch nothing
 * @param clearSince since when nothing has stood; empty while something does
 */
record LatchState(LogId log, List<Finding> standing, List<Digest> released, Optional<Instant> clearSince) {

    LatchState {
        standing = List.copyOf(standing);
        released = List.copyOf(released);
        if (standing.isEmpty() != clearSince.isPresent()) {
            throw new IllegalArgumentException("Clear since a time, or not clear because of a finding");
        }
    }

    static LatchState clear(LogId log, Instant since) {
        return new LatchState(log, List.of(), List.of(), Optional.of(since));
    }

    boolean stands(Digest finding) {
        return standing.stream().anyMatch(known -> known.digest().equals(finding));
    }

    LatchState with(Finding finding) {
        if (stands(finding.digest())) {
            return this;
        }
        List<Finding> more = new ArrayList<>(standing);
        more.add(finding);
        List<Digest> others = released.stream()
                .filter(known -> !known.equals(finding.digest()))
                .toList();
        return new LatchState(log, more, others, Optional.empty());
    }

    /** Without this finding; clear from now on if no other stands. */
    LatchState without(Digest finding, Instant now) {
        List<Finding> fewer = standing.stream()
                .filter(known -> !known.digest().equals(finding))
                .toList();
        List<Digest> more = new ArrayList<>(released);
        more.add(finding);
        return new LatchState(log, fewer, more, fewer.isEmpty() ? Optional.of(now) : Optional.empty());
    }

    JsonObject json() {
        JsonObject.Builder content = JsonObject.builder()
                .put("log", log.toString())
                .put(
                        "findings",
                        JsonArray.of(standing.stream().map(Finding::json).toList()))
                .put(
                        "released",
                        JsonArray.ofStrings(
                                released.stream().map(Digest::toString).toList()));
        clearSince.ifPresent(since -> content.put("clearSince", since.toString()));
        return content.build();
    }

    /** Reads what {@link #json()} wrote; anything else is an {@link IllegalArgumentException}. */
    static LatchState parse(LogId log, JsonObject json) {
        if (!json.string("log").equals(log.toString())) {
            throw new IllegalArgumentException("The latch is another log's");
        }
        return new LatchState(
                log,
                json.array("findings").stream()
                        .map(JsonObject.class::cast)
                        .map(finding -> Finding.parse(log, finding))
                        .toList(),
                json.strings("released").stream().map(Digest::parse).toList(),
                json.findString("clearSince").map(Instant::parse));
    }
}
