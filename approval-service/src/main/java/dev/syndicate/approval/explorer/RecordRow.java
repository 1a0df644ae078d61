package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.approval.console.Wording;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A record as a line of a list. */
public record RecordRow(
        long sequence, String at, Kind kind, String detail, List<Piece> title, List<Piece> people, Match match) {

    private static final int LONGEST = 200;

    static RecordRow of(JsonObject record, Moments moments) {
        Facts facts = new Facts(record);
        Facts body = facts.at("body");
        String type = facts.text("eventType");
        Kind kind = Kind.of(type, body.text("outcome", "result"));
        return new RecordRow(
                facts.number("sequence").orElse(-1L),
                moments.at(Instant.parse(facts.text("recordedAt"))),
                kind,
                detail(body, type, kind),
                Escapes.pieces(cut(title(body))),
                Escapes.pieces(cut(people(body))),
                Match.of(body));
    }

    /** {@code #1,204,931} */
    public String number() {
        return number(sequence);
    }

    static String number(long sequence) {
        return String.format(Locale.ROOT, "#%,d", sequence);
    }

    private static String detail(Facts body, String type, Kind kind) {
        String reason = body.text("outcome", "reason");
        if (!reason.isEmpty()) {
            return reason;
        }
        String exit =
                body.number("outcome", "exitCode").map(code -> "exit " + code).orElse("");
        String words = Kind.words(type);
        return exit.isEmpty() && !words.equals(kind.word()) ? words : exit;
    }

    /** What it was about, in the words of the record; parameters are stored apart. */
    static String title(Facts body) {
        String action = joined(" ", Stream.concat(Stream.of(tool(body)), body.texts("action", "targets").stream()));
        String reading = joined(" ", Stream.of(body.text("reading", "resource"), body.text("reading", "query")));
        String integrity = joined(
                " ",
                Stream.of(
                        body.text("integrity", "code"),
                        body.number("integrity", "sequence")
                                .map(sequence -> "at record " + sequence)
                                .orElse("")));
        return Stream.of(
                        action,
                        reading,
                        integrity,
                        body.text("policy", "version"),
                        body.text("event", "aggregate", "type"))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The host's own name for it says more only where there is nothing else to name. */
    private static String tool(Facts body) {
        String tool = body.text("action", "tool");
        String raw = body.text("action", "rawTool");
        boolean named = raw.isEmpty()
                || raw.equals(tool)
                || !body.texts("action", "targets").isEmpty();
        return named ? tool : "%s (%s)".formatted(tool, raw);
    }

    /** Who decided, and which coding tool for whom. */
    static String people(Facts body) {
        String principal = body.at("who", "principal").name();
        String agent = Wording.product(body.text("who", "agent", "product"));
        String onBehalf = agent.isEmpty() ? principal : agent + (principal.isEmpty() ? "" : " for " + principal);
        return joined(" · ", Stream.of(authority(body), body.actor(), onBehalf));
    }

    private static String authority(Facts body) {
        String approvers =
                body.objects("authority", "approvers").stream().map(Facts::name).collect(Collectors.joining(" and "));
        if (!approvers.isEmpty()) {
            return "approved by " + approvers;
        }
        String rule = body.text("policy", "rule");
        return body.text("authority", "kind").equals("policy") && !rule.isEmpty() ? "allowed by rule " + rule : "";
    }

    private static String joined(String between, Stream<String> parts) {
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
