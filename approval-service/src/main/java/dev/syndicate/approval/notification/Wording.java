package dev.syndicate.approval.notification;

import dev.syndicate.approval.voting.ApprovalState;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Puts notices into words. */
final class Wording {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String FOOTER =
            "The link opens the request in the reviewers' console. Signing in there is needed, to read it and to decide.";

    private final String console;

    /** With the address of the console as browsers see it. */
    Wording(URI console) {
        this.console = console.toString().replaceFirst("/+$", "");
    }

    Message of(Notice notice) {
        return new Message(
                title(notice), facts(notice), URI.create(console + "/approvals/" + notice.approval()), FOOTER);
    }

    private static String title(Notice notice) {
        String what = "%s in %s".formatted(notice.tool(), notice.workspace().value());
        return switch (notice.occasion()) {
            case REQUESTED -> "%s asks for approval: %s".formatted(notice.requester(), what);
            case ESCALATED ->
                "Still waiting, now also for others: %s, asked for by %s".formatted(what, notice.requester());
            case REOPENED -> "New votes are needed: %s, asked for by %s".formatted(what, notice.requester());
            case ENDED -> "Already handled: %s, asked for by %s, %s".formatted(what, notice.requester(), end(notice));
        };
    }

    private static String end(Notice notice) {
        String by = notice.by().isEmpty() ? "" : " by " + String.join(" and ", notice.by());
        return switch (Objects.requireNonNull(notice.state(), "an end has a state")) {
            case GRANTED -> "was approved" + by;
            case DENIED -> "was denied" + by;
            case EXPIRED -> "has expired";
            case WITHDRAWN -> "was taken back" + by;
            case AMENDED -> "was amended" + by;
            case SUPERSEDED -> "was ended by a newer policy";
            case OPEN -> throw new IllegalArgumentException("What is open has not ended");
        };
    }

    private static List<Message.Fact> facts(Notice notice) {
        List<Message.Fact> facts = new ArrayList<>(List.of(
                new Message.Fact("Asked for by", notice.requester() + ", with " + notice.agent()),
                new Message.Fact(
                        "Tool", "%s (%s)".formatted(notice.tool(), notice.kind().wireName())),
                new Message.Fact("Workspace", notice.workspace().value()),
                new Message.Fact("Risk", notice.risk().wireName()),
                new Message.Fact("Rule", notice.rule()),
                new Message.Fact("Asked at", time(notice.requestedAt()))));
        facts.add(
                notice.state() == null || notice.state() == ApprovalState.OPEN
                        ? new Message.Fact("Expires at", time(notice.expiresAt()))
                        : new Message.Fact("Ended at", time(notice.occurredAt())));
        return facts;
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
