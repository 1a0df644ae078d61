package dev.syndicate.gateway.mcp;

import dev.syndicate.gateway.mcp.upstream.Upstream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an MCP session sees, and how it calls it. At {@code /mcp} names carry their upstream, {@code github__create_issue}
 * and {@code github+repo://a/b}; at {@code /mcp/github} they are the upstream's own. No upstream's name holds an
 * underscore or a plus sign, so each name leads to one place.
 */
final class Names {

    private static final String OF_NAMES = "__";
    private static final String OF_ADDRESSES = "+";
    private static final int LONGEST = 128;

    private final Map<String, Upstream> upstreams;
    private final boolean alone;

    /** A name of an upstream's own. */
    record Inner(Upstream upstream, String name) {}

    private Names(Map<String, Upstream> upstreams, boolean alone) {
        this.upstreams = upstreams;
        this.alone = alone;
    }

    static Names ofAll(Collection<Upstream> upstreams) {
        Map<String, Upstream> byName = new LinkedHashMap<>();
        upstreams.forEach(upstream -> byName.put(upstream.name(), upstream));
        return new Names(byName, false);
    }

    static Names ofOne(Upstream upstream) {
        return new Names(Map.of(upstream.name(), upstream), true);
    }

    Collection<Upstream> upstreams() {
        return upstreams.values();
    }

    /** Whether this is what is seen at {@code /mcp}, or at {@code /mcp/only}. */
    boolean isAt(@Nullable String only) {
        return alone ? upstreams.containsKey(String.valueOf(only)) : only == null;
    }

    /** A tool's or prompt's name for the client; empty where it would be longer than clients take. */
    Optional<String> name(Upstream upstream, String inner) {
        return Optional.of(alone ? inner : upstream.name() + OF_NAMES + inner).filter(name -> name.length() <= LONGEST);
    }

    /** A resource's address, or a template of addresses, for the client. */
    String address(Upstream upstream, String inner) {
        return alone ? inner : upstream.name() + OF_ADDRESSES + inner;
    }

    Optional<Inner> ofName(String outer) {
        return inner(outer, OF_NAMES);
    }

    Optional<Inner> ofAddress(String outer) {
        return inner(outer, OF_ADDRESSES);
    }

    private Optional<Inner> inner(String outer, String separator) {
        if (alone) {
            return upstreams.values().stream().findFirst().map(only -> new Inner(only, outer));
        }
        int end = outer.indexOf(separator);
        return end <= 0
                ? Optional.empty()
                : Optional.ofNullable(upstreams.get(outer.substring(0, end)))
                        .map(upstream -> new Inner(upstream, outer.substring(end + separator.length())));
    }

    /** A result with the addresses in it as the client calls them. */
    Object outward(Upstream upstream, Object json) {
        if (alone) {
            return json;
        }
        return switch (json) {
            case Map<?, ?> object -> outward(upstream, object);
            case List<?> list ->
                list.stream().map(item -> outward(upstream, item)).toList();
            default -> json;
        };
    }

    private Map<String, Object> outward(Upstream upstream, Map<?, ?> object) {
        Map<String, Object> outer = new LinkedHashMap<>();
        object.forEach((key, value) -> outer.put(
                String.valueOf(key),
                switch (String.valueOf(key)) {
                    case "contents", "content", "messages", "resource" -> outward(upstream, value);
                    case "uri" -> value instanceof String uri ? address(upstream, uri) : value;
                    default -> value;
                }));
        return outer;
    }
}
