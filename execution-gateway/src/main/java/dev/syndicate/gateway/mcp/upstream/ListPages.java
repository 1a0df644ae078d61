package dev.syndicate.gateway.mcp.upstream;

import dev.syndicate.contracts.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a list of an upstream's, page for page, within bounds: an upstream may say that there is always one more. */
final class ListPages {

    private static final int MAX_PAGES = 100;

    /** Where a member is not called as its list. */
    private static final Map<String, String> MEMBERS = Map.of("resources/templates", "resourceTemplates");

    private ListPages() {}

    /** Asks for the pages of this list until there is no other one, or the limit is reached. */
    static List<JsonObject> read(Upstream upstream, String what, Function<RawJson, @Nullable Object> ask) {
        int most = upstream.settings().maxTools();
        List<JsonObject> items = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonObject.Builder params = JsonObject.builder().putStringIfPresent("cursor", cursor);
            if (!(ask.apply(RawJson.of(params.build())) instanceof Map<?, ?> page)) {
                throw UpstreamException.noAnswer(upstream.name(), "its list is none");
            }
            if (page.get(MEMBERS.getOrDefault(what, what)) instanceof List<?> found) {
                found.forEach(item -> McpJson.raw(item).object().ifPresent(items::add));
            }
            cursor = next(page).filter(cursors::add);
        } while (cursor.isPresent() && cursors.size() < MAX_PAGES && items.size() < most);
        return items.stream().limit(most).toList();
    }

    private static Optional<String> next(Map<?, ?> page) {
        return Optional.ofNullable(page.get("nextCursor"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
