package dev.syndicate.audit.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What protects the tables: relations and their owners, columns, triggers with their state, functions by their source,
 * constraints, indexes, privileges, roles and their settings, and which service owns which events. Partitions are alike
 * however many there are, so they count as one; where they are not, each way of being stands with its number.
 *
 * @param schema the version of the schema that this is about
 * @param facts what is so, by what it is about
 */
record Catalogue(String schema, SortedMap<String, String> facts) {

    private static final Pattern PARTITION = Pattern.compile("record_\\d{12}");
    private static final String ANY_PARTITION = "record_<n>";
    private static final String HEADER = "schema ";

    /** One thing that is so. */
    record Fact(String about, String fact) {}

    /** Something that is not as it should be: what it is, and how it is now. */
    record Deviation(String about, String expected, String found) {}

    static Catalogue of(String schema, List<Fact> found) {
        Map<String, List<String>> alike = found.stream()
                .collect(Collectors.groupingBy(
                        fact -> general(fact.about()),
                        TreeMap::new,
                        Collectors.mapping(fact -> general(fact.fact()), Collectors.toList())));
        int partitions =
                alike.getOrDefault("relation audit." + ANY_PARTITION, List.of()).size();
        SortedMap<String, String> facts = new TreeMap<>();
        alike.forEach((about, values) -> facts.put(
                about, about.contains(ANY_PARTITION) ? partitioned(values, partitions) : String.join(" | ", values)));
        return new Catalogue(schema, facts);
    }

    /** One line for each fact, sorted; the first line names the schema's version. */
    String text() {
        return Stream.concat(
                        Stream.of(HEADER + schema),
                        facts.entrySet().stream().map(fact -> fact.getKey() + "\t" + fact.getValue()))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static Catalogue parse(String text) {
        List<String> lines = text.lines().toList();
        SortedMap<String, String> facts = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int tab = line.indexOf('\t');
            facts.put(line.substring(0, tab), line.substring(tab + 1));
        }
        return new Catalogue(lines.getFirst().substring(HEADER.length()), facts);
    }

    /** Everything in which the other differs from this one. */
    List<Deviation> deviations(Catalogue found) {
        TreeSet<String> about = new TreeSet<>(facts.keySet());
        about.addAll(found.facts.keySet());
        List<Deviation> deviations = new ArrayList<>();
        for (String name : about) {
            String here = facts.getOrDefault(name, "");
            String there = found.facts.getOrDefault(name, "");
            if (!Objects.equals(here, there)) {
                deviations.add(new Deviation(name, here, there));
            }
        }
        return deviations;
    }

    private static String partitioned(List<String> values, int partitions) {
        return values.stream()
                .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(value -> value.getValue() == partitions
                        ? value.getKey()
                        : value.getKey() + " (" + value.getValue() + " of " + partitions + ")")
                .collect(Collectors.joining(" | "));
    }

    private static String general(String text) {
        return PARTITION
                .matcher(text)
                .replaceAll(ANY_PARTITION)
                .replace('\n', ' ')
                .replace('\t', ' ');
    }
}
