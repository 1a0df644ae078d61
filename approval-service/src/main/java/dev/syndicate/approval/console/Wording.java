package dev.syndicate.approval.console;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.approval.StandingTerms;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The console's words for what the contracts name. */
public final class Wording {

    private Wording() {}

    /** What is shown exactly, for the title of its card. */
    static String subject(ActionKind kind) {
        return switch (kind) {
            case COMMAND -> "command";
            case FILE_READ, FILE_WRITE, FILE_EDIT -> "file operation";
            case NETWORK, MCP_CALL, OTHER -> "call";
        };
    }

    /** One word for a kind of action. */
    static String tool(ActionKind kind) {
        return switch (kind) {
            case COMMAND -> "Shell";
            case FILE_READ -> "Read";
            case FILE_WRITE -> "Write";
            case FILE_EDIT -> "Edit";
            case NETWORK -> "Network";
            case MCP_CALL -> "MCP";
            case OTHER -> "Other";
        };
    }

    /** With a capital at the beginning. */
    public static String capitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A product's name for people: {@code claude-code} is Claude Code. */
    public static String product(String product) {
        return Arrays.stream(product.split("[-_ ]+"))
                .filter(word -> !word.isEmpty())
                .map(Wording::capitalised)
                .collect(Collectors.joining(" "));
    }

    /** What an enforcement tier means. */
    public static String enforcement(EnforcementTier tier) {
        return switch (tier) {
            case A -> "gateway runs it";
            case B -> "locked hook";
            case C -> "unlocked hook";
            case D -> "observed only";
        };
    }

    /** What an enforcement tier does not promise. */
    static String caveat(EnforcementTier tier) {
        return switch (tier) {
            case A -> "sends exactly these bytes";
            case B -> "checked again before it runs";
            case C -> "the tool could be told to skip it";
            case D -> "nothing stops it from running";
        };
    }

    /** What happens to a call where the gateway gives no answer. */
    public static String failMode(FailMode failMode) {
        return switch (failMode) {
            case CLOSED -> "blocked without an answer";
            case OPEN_IF_KILLED -> "runs if its hook is killed";
            case OPEN -> "runs without an answer";
            case UNKNOWN -> "may run without an answer";
        };
    }

    /** Two letters for a round picture. */
    static String initials(Person person) {
        String letters = Arrays.stream(person.name().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
        return letters.length() <= 2 ? letters : letters.charAt(0) + letters.substring(letters.length() - 1);
    }

    /** The roles of a person, for the corner of the page. */
    static String roles(AuthenticatedPerson person) {
        List<String> roles = person.roles().stream().sorted().map(Role::label).toList();
        return roles.isEmpty() ? "no role" : String.join(", ", roles);
    }

    /** How far an approval stands. */
    static String terms(StandingTerms terms) {
        return "%d further %s of %s within %s"
                .formatted(
                        terms.uses(),
                        terms.uses() == 1 ? "action" : "actions",
                        scope(terms.scope()),
                        length(terms.duration()));
    }

    /** What a standing grant covers. */
    static String scope(GrantScope scope) {
        return switch (scope) {
            case INTENT -> "exactly these bytes";
            case TARGET -> "the same tool on the same targets";
        };
    }

    /** A length of time in whole units: {@code 90 minutes}, {@code 2 hours}. */
    static String length(Duration length) {
        long seconds = length.toSeconds();
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return counted(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long number, String unit) {
        return "%d %s%s".formatted(number, unit, number == 1 ? "" : "s");
    }

    /** Names, for a sentence. */
    static String names(List<Person> people) {
        return people.stream().map(Person::name).collect(Collectors.joining(" and "));
    }
}
