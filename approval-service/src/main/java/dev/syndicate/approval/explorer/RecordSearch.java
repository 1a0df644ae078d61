package dev.syndicate.approval.explorer;

import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which records are looked for, as the page's address says it. Whether a value can be one, audit-service judges; a time
 * without a zone is UTC.
 *
 * @param said the filters that are set
 * @param place which page of them: the order, and before or after which record. What lies in front of a page is asked for
 *     in the other order, so that it is what comes next to it
 */
public record RecordSearch(Map<String, String> said, Map<String, String> place) {

    static final int PAGE = 50;

    private static final String PATH = "/audit";
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ORDER = "order";
    private static final String OLDEST_FIRST = "asc";
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    static RecordSearch of(Map<String, String> parameters) {
        return new RecordSearch(
                chosen(
                        parameters,
                        Stream.concat(
                                Stream.of("text", "outcome"),
                                SearchField.OTHERS.stream().map(SearchField::name))),
                chosen(parameters, Stream.of(ORDER, "before", "after")));
    }

    private static Map<String, String> chosen(Map<String, String> parameters, Stream<String> names) {
        Map<String, String> chosen = new LinkedHashMap<>();
        names.forEach(name -> {
            String value = parameters.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    /** What audit-service is asked with. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(ORDER, "desc");
        query.putAll(filters());
        query.putAll(place);
        if (backwards()) {
            query.put(ORDER, oldestFirst() ? "desc" : OLDEST_FIRST);
        }
        query.put("limit", String.valueOf(PAGE));
        return query;
    }

    /** The filters as the API takes them. */
    Map<String, String> filters() {
        Map<String, String> filters = new LinkedHashMap<>(said);
        SearchField.OTHERS.stream()
                .filter(field -> field.time() && said.containsKey(field.name()))
                .forEach(field -> filters.put(
                        field.name(),
                        time(value(field.name()))
                                .orElseThrow(() -> notATime(field))
                                .toString()));
        return filters;
    }

    public boolean oldestFirst() {
        return OLDEST_FIRST.equals(place.get(ORDER));
    }

    public boolean narrowed() {
        return !said.isEmpty();
    }

    /** Whether a filter is set that the page does not show at once. */
    public boolean unfolded() {
        return said.keySet().stream().anyMatch(name -> !name.equals("text") && !name.equals("outcome"));
    }

    public boolean first() {
        return !place.containsKey("before") && !place.containsKey("after");
    }

    public String value(String name) {
        return said.getOrDefault(name, "");
    }

    /** The value for a field in which browsers let people choose a time. */
    public String local(String name) {
        return time(value(name)).map(LOCAL::format).orElse("");
    }

    /** The filters that are set, by their labels. */
    public List<Chip> chips() {
        return said.keySet().stream()
                .map(name -> new Chip(label(name), value(name), with(name, "")))
                .toList();
    }

    /** A filter that is set. */
    public record Chip(String label, String value, String without) {}

    public String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(said);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return address(PATH, changed, order(oldestFirst()));
    }

    public String start() {
        return address(PATH, said, order(oldestFirst()));
    }

    public String turned() {
        return address(PATH, said, order(!oldestFirst()));
    }

    public String following(long next) {
        Map<String, String> further = order(oldestFirst());
        further.put(oldestFirst() ? "after" : "before", String.valueOf(next));
        return address(PATH, said, further);
    }

    /** The page in front of the one that begins here. */
    public String preceding(long first) {
        Map<String, String> back = order(oldestFirst());
        back.put(oldestFirst() ? "before" : "after", String.valueOf(first));
        return address(PATH, said, back);
    }

    /** Whether this page is one in front of another: what is found comes in the other order. */
    boolean backwards() {
        return place.containsKey(oldestFirst() ? "before" : "after");
    }

    /** Where this page leaves off the one that it was reached from; that one goes on from here. */
    long edge() {
        boolean upper = place.containsKey("before");
        return Long.parseLong(place.getOrDefault(upper ? "before" : "after", "0")) + (upper ? -1 : 1);
    }

    /** Where what was found of it can be had as evidence; absent where it is not one action or session. */
    public @Nullable String evidence() {
        return Stream.of("action", "session")
                .filter(name -> UUID_TEXT.matcher(value(name)).matches())
                .findFirst()
                .map(name -> PATH + "/" + name + "s/" + value(name) + "/evidence")
                .orElse(null);
    }

    /** This page with a record open beside it. */
    public String open(long record) {
        Map<String, String> opened = new LinkedHashMap<>(place);
        opened.put("record", String.valueOf(record));
        return address(PATH, said, opened);
    }

    /** Where what is found can be exported. */
    public String exports() {
        return address(PATH + "/exports", said, Map.of());
    }

    public String here() {
        return address(PATH, said, place);
    }

    private static Map<String, String> order(boolean oldestFirst) {
        Map<String, String> order = new LinkedHashMap<>();
        if (oldestFirst) {
            order.put(ORDER, OLDEST_FIRST);
        }
        return order;
    }

    private static String address(String path, Map<String, String> filters, Map<String, String> place) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.putAll(place);
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        all.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(all).toUriString();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    private static ProblemException notATime(SearchField field) {
        return new ProblemException(
                PlatformProblems.INVALID_REQUEST,
                "'%s' is a time such as 2026-11-17T14:00:00Z".formatted(field.name()));
    }

    private static String label(String name) {
        return SearchField.OTHERS.stream()
                .filter(field -> field.name().equals(name))
                .map(SearchField::label)
                .findFirst()
                .orElse(name.equals("text") ? "Words" : "Outcome");
    }
}
