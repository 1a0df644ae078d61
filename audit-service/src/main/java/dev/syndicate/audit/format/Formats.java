package dev.syndicate.audit.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms that there are; docs/operations/exports.md shows each. */
public final class Formats {

    private static final List<RecordFormat> ALL =
            List.of(new JsonLines(), new Csv(), new Ocsf(), new CloudEvents(), new Syslog());

    private Formats() {}

    /** The form of this name. */
    public static Optional<RecordFormat> find(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Every name. */
    public static List<String> names() {
        return all().map(RecordFormat::name).toList();
    }

    /** Every form. */
    public static Stream<RecordFormat> all() {
        return ALL.stream();
    }
}
