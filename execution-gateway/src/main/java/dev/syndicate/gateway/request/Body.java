package dev.syndicate.gateway.request;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.UnexpectedJsonException;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads admitted bodies member by member. What is not expected or not of the right form ends the request. */
public final class Body {

    private Body() {}

    /** The object itself, if it has no members but these. A member that only the session can state is refused so. */
    public static JsonObject only(JsonObject object, Set<String> members) {
        object.names().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("The member '%s' is not accepted here".formatted(printable(name)), name);
                });
        return object;
    }

    /** Runs a reading of members; a missing or mistyped one is a problem that names it. */
    public static <T> T read(JsonObject from, Function<JsonObject, T> reading) {
        try {
            return reading.apply(from);
        } catch (UnexpectedJsonException unexpected) {
            throw invalid(
                    "The member '%s' is missing or not of the required form".formatted(printable(unexpected.member())),
                    unexpected.member());
        } catch (IllegalArgumentException invalid) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }

    private static ProblemException invalid(String detail, String member) {
        return new ProblemException(
                PlatformProblems.INVALID_REQUEST, detail, Map.of("pointer", "/" + printable(member)));
    }

    /** A name came from outside: long or unprintable ones are not repeated. */
    private static String printable(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "(unprintable)";
    }
}
