package dev.syndicate.testing.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of a module's settings, read from its {@code @ConfigurationProperties} records and their Javadoc. */
final class SettingsTable {

    private static final Pattern RECORD = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@Validated\\s*)?@ConfigurationProperties\\(\"([a-z.-]+)\"\\)\\s*"
                    + "(?:public )?record \\w+\\(",
            Pattern.DOTALL);
    private static final Pattern DEFAULT = Pattern.compile("@DefaultValue(?:\\(\"([^\"]*)\"\\))?");
    private static final Pattern DECLARATION = Pattern.compile("(\\S+)\\s+(\\w+)$");

    private SettingsTable() {}

    static String of(List<String> java) {
        String rows =
                java.stream().flatMap(source -> rows(source).stream()).sorted().collect(Collectors.joining());
        return rows.isEmpty() ? "" : "| Property | Type | Default | Meaning |\n|---|---|---|---|\n" + rows;
    }

    private static List<String> rows(String source) {
        List<String> rows = new ArrayList<>();
        Matcher record = RECORD.matcher(source);
        while (record.find()) {
            for (String component : components(source.substring(record.end()))) {
                rows.add(row(record.group(2), component, record.group(1)));
            }
        }
        return rows;
    }

    private static String row(String prefix, String component, String javadoc) {
        Matcher declared = DECLARATION.matcher(withoutAnnotations(component));
        if (!declared.find()) {
            throw new IllegalStateException("Not a record component: " + component);
        }
        return "| `%s.%s` | `%s` | %s | %s |\n"
                .formatted(
                        prefix,
                        kebab(declared.group(2)),
                        declared.group(1).replace("|", "\\|"),
                        byDefault(component),
                        meaning(declared.group(2), javadoc));
    }

    private static String byDefault(String component) {
        Matcher stated = DEFAULT.matcher(component);
        return stated.find()
                ? Optional.ofNullable(stated.group(1)).map("`%s`"::formatted).orElse("empty")
                : "";
    }

    private static String meaning(String name, String javadoc) {
        Matcher parameter = Pattern.compile("@param " + name + " (.*?)(?=\\* @param|$)", Pattern.DOTALL)
                .matcher(javadoc.strip());
        if (!parameter.find()) {
            throw new IllegalStateException("No @param says what " + name + " is");
        }
        return parameter
                .group(1)
                .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .strip();
    }

    /** For example {@code reviewLineLimit} as {@code review-line-limit}. */
    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String withoutAnnotations(String component) {
        return component
                .replaceAll("@\\w+(?:\\((?:[^()\"]|\"[^\"]*\")*\\))?\\s*", "")
                .replaceAll("\\s*,\\s*", ",")
                .strip();
    }

    /** The components of a record header, up to its closing bracket. */
    private static List<String> components(String header) {
        List<String> components = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; depth >= 0; i++) {
            char c = header.charAt(i);
            depth += "(<".indexOf(c) >= 0 ? 1 : ")>".indexOf(c) >= 0 ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',') {
                components.add(header.substring(from, i).strip());
                from = i + 1;
            }
        }
        return components;
    }
}
