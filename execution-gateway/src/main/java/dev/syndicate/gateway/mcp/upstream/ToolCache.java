package dev.syndicate.gateway.mcp.upstream;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An upstream's tools by name, as it last defined them. */
final class ToolCache {

    private final long maxAge;
    private final Supplier<Map<String, ToolDefinition>> reading;
    private volatile @Nullable Known known;

    private record Known(Map<String, ToolDefinition> byName, long readAt) {}

    ToolCache(Duration maxAge, Supplier<Map<String, ToolDefinition>> reading) {
        this.maxAge = maxAge.toNanos();
        this.reading = reading;
    }

    /** What it said shortly before counts as now. */
    Map<String, ToolDefinition> recent() {
        Known last = known;
        return last != null && System.nanoTime() - last.readAt() < maxAge ? last.byName() : fresh();
    }

    /** Asked now. */
    Map<String, ToolDefinition> fresh() {
        Map<String, ToolDefinition> read = reading.get();
        known = new Known(read, System.nanoTime());
        return read;
    }

    /** The upstream says that they have changed. */
    void forget() {
        known = null;
    }
}
