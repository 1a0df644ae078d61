package dev.syndicate.audit.privacy;

import dev.syndicate.contracts.audit.HoldScope;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a legal hold covers, as it is asked for: exactly one of the four.
 *
 * @param subject everything of a person
 * @param session the id of a session
 * @param workspace the name of a workspace
 * @param period everything recorded from an instant on and before another
 */
record Scope(
        @Nullable Subject subject,
        @Nullable String session,
        @Nullable String workspace,
        @Nullable Period period) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** A person, by the issuer and the subject of their tokens. */
    record Subject(String issuer, String subject) {}

    record Period(Instant from, Instant until) {}

    HoldScope scope() {
        List<HoldScope> named = Stream.of(ofSubject(), ofSession(), ofWorkspace(), ofPeriod())
                .filter(Objects::nonNull)
                .toList();
        if (named.size() != 1) {
            throw invalid("A hold has one scope: subject, session, workspace or period");
        }
        return named.getFirst();
    }

    private @Nullable HoldScope ofSubject() {
        Subject person = subject;
        if (person == null) {
            return null;
        }
        if (isBlank(person.issuer()) || isBlank(person.subject())) {
            throw invalid("'subject' has an issuer and a subject");
        }
        return new HoldScope(HoldScope.Kind.SUBJECT, person.issuer() + " " + person.subject());
    }

    private @Nullable HoldScope ofSession() {
        return session == null ? null : checked(HoldScope.Kind.SESSION, session, SessionId::parse);
    }

    private @Nullable HoldScope ofWorkspace() {
        return workspace == null ? null : checked(HoldScope.Kind.WORKSPACE, workspace, WorkspaceId::new);
    }

    private @Nullable HoldScope ofPeriod() {
        Period time = period;
        if (time == null) {
            return null;
        }
        @Nullable Instant from = time.from();
        @Nullable Instant until = time.until();
        if (from == null || until == null || !from.isBefore(until)) {
            throw invalid("'period' has 'from' and a later 'until'");
        }
        return new HoldScope(HoldScope.Kind.PERIOD, TIME.format(from) + "/" + TIME.format(until));
    }

    private static HoldScope checked(HoldScope.Kind kind, String value, Consumer<String> check) {
        try {
            check.accept(value);
        } catch (IllegalArgumentException e) {
            throw invalid("'%s' does not have the required form".formatted(kind.wireName()));
        }
        return new HoldScope(kind, value);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(PlatformProblems.INVALID_REQUEST, detail);
    }
}
