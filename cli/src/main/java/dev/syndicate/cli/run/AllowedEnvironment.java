package dev.syndicate.cli.run;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The variables that the command gets: some that every command needs, and those that are named; nothing else. Values are
 * part of the action and shown to reviewers, except those of secrets, of which the action holds the name alone.
 */
record AllowedEnvironment(Map<String, String> shown, Map<String, String> secret) {

    private static final List<String> USUAL =
            List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TERM", "TMPDIR");
    /** What would hand out the right to act. */
    private static final Set<String> NEVER = Set.of("SYNDICATE_TOKEN", "SYNDICATE_CREDENTIAL");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    AllowedEnvironment {
        shown = Map.copyOf(shown);
        secret = Map.copyOf(secret);
    }

    /**
     * Chooses from an environment.
     *
     * @param named {@code NAME}, to pass it on, or {@code NAME=VALUE}
     * @param secrets names
     */
    static AllowedEnvironment of(Map<String, String> environment, List<String> named, List<String> secrets) {
        Map<String, String> shown = new LinkedHashMap<>();
        USUAL.forEach(name -> take(name, environment, shown));
        for (String each : named) {
            int equals = each.indexOf('=');
            if (equals < 0) {
                take(checked(each), environment, shown);
            } else {
                shown.put(checked(each.substring(0, equals)), each.substring(equals + 1));
            }
        }
        Map<String, String> secret = new LinkedHashMap<>();
        for (String name : secrets) {
            take(checked(name), environment, secret);
            shown.remove(name);
        }
        return new AllowedEnvironment(shown, secret);
    }

    private static void take(String name, Map<String, String> from, Map<String, String> to) {
        String value = from.get(name);
        if (value != null) {
            to.put(name, value);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new NothingRanException(Ending.USED_WRONGLY, "A variable's name has letters, digits and _");
        }
        if (NEVER.contains(name)) {
            throw new NothingRanException(Ending.USED_WRONGLY, name + " is never passed to a command");
        }
        return name;
    }

    /** The search path of the command. */
    String path() {
        return shown.getOrDefault("PATH", "");
    }

    /** All of it, for the process. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(shown);
        all.putAll(secret);
        return all;
    }

    /** Puts it into the parameters of an action; an empty part is left out. */
    void describe(JsonObject.Builder parameters) {
        JsonObject.Builder variables = JsonObject.builder();
        shown.forEach(variables::put);
        if (!shown.isEmpty()) {
            parameters.put("environment", variables);
        }
        if (!secret.isEmpty()) {
            parameters.put("secrets", JsonArray.ofStrings(new TreeSet<>(secret.keySet())));
        }
    }
}
