package dev.syndicate.cli.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which records are exported; everything that is given must hold. */
final class ExportFilter {

    @Option(names = "--last", paramLabel = "N", description = "the last record; without it, the newest that is signed")
    private @Nullable Long last;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "not before this time, for example 2026-01-01T00:00:00Z")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "before this time")
    private @Nullable String to;

    @Option(
            names = "--filter",
            paramLabel = "NAME=VALUE",
            description = "a parameter of GET /v1/records, such as session, type or outcome")
    private Map<String, String> others = new LinkedHashMap<>();

    boolean isGiven() {
        return last != null || from != null || to != null || !others.isEmpty();
    }

    /** The parameters of a request, each led by an ampersand. */
    String query(@Nullable String action) {
        Map<String, String> parameters = new LinkedHashMap<>(others);
        put(parameters, "last", last == null ? null : Long.toString(last));
        put(parameters, "from", from);
        put(parameters, "to", to);
        put(parameters, "action", action);
        return parameters.entrySet().stream()
                .map(parameter -> "&" + encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining());
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
