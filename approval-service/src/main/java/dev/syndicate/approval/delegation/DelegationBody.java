package dev.syndicate.approval.delegation;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A delegation as it is sent. The delegator is whoever sends it.
 *
 * @param delegate subject of the person who may vote, at the delegator's own issuer; whether it is them, their token says
 *     when they vote
 * @param name of that person, for lists; the subject where it is absent
 * @param from from when on; at once where it is absent
 * @param until when it ends
 * @param reason at most 500 characters
 */
@Schema(name = "DelegationBody")
public record DelegationBody(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String delegate,
        @Nullable String name,
        @Nullable Instant from,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant until,
        @Nullable String reason) {

    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 500;
    private static final Set<String> MEMBERS = Set.of("delegate", "name", "from", "until", "reason");

    public DelegationBody {
        requireStorable(delegate);
        requireLength("delegate", delegate, MAX_NAME);
        requireLength("name", name, MAX_NAME);
        requireLength("reason", reason, MAX_REASON);
    }

    /** Reads a body; an invalid one ends the request with {@code invalid-request}. */
    static DelegationBody of(JsonObject json) {
        try {
            if (!MEMBERS.containsAll(json.names())) {
                throw new IllegalArgumentException("A delegation has the members %s".formatted(MEMBERS));
            }
            return new DelegationBody(
                    json.string("delegate"),
                    json.findString("name").orElse(null),
                    json.findString("from").map(Instant::parse).orElse(null),
                    Instant.parse(json.string("until")),
                    json.findString("reason").orElse(null));
        } catch (IllegalArgumentException | DateTimeParseException invalid) {
            throw new ProblemException(PlatformProblems.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }

    /** Delegations are found by who they are to, and PostgreSQL's text holds no U+0000: no list would get past this one. */
    private static void requireStorable(String delegate) {
        if (delegate.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'delegate' holds no U+0000");
        }
    }

    private static void requireLength(String member, @Nullable String text, int most) {
        if (text != null && (text.isBlank() || text.length() > most)) {
            throw new IllegalArgumentException("'%s' has 1 to %d characters".formatted(member, most));
        }
    }
}
