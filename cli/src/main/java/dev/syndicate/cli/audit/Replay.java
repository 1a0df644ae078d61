package dev.syndicate.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** Prints the story of a session, action by action. */
final class Replay {

    private static final int WIDTH = 100;

    private final PrintWriter out;

    Replay(PrintWriter out) {
        this.out = out;
    }

    void head(JsonNode session) {
        out.printf(
                "Session %s  %s%n", Printable.text(session.path("session")), Printable.text(session.path("workspace")));
        String agent = (Printable.text(session.at("/agent/product")) + " "
                        + Printable.text(session.at("/agent/version")))
                .strip();
        out.printf("%s with %s%n", orUnknown(person(session.path("principal"))), orUnknown(agent));
        moment("opened", session.path("opened"), "");
        JsonNode closed = session.path("closed");
        moment("closed", closed.path("closed"), " by " + person(closed.path("by")));
    }

    void action(JsonNode action) {
        JsonNode outcome = action.path("outcome");
        String end = outcome.isNull() ? "not ended" : Printable.text(outcome.path("result"));
        String reason = Printable.text(outcome.path("reason"));
        out.printf(
                "%n%s  %s  [%s]%n",
                Printable.text(action.at("/asked/tool")),
                Printable.cut(targets(action), WIDTH),
                reason.isEmpty() ? end : end + ": " + reason);
        line("action", Printable.text(action.path("action")));
        decision(action.path("decision"));
        authority(action.path("authority"), action.path("votes"));
        digests(action.path("digests"));
        for (JsonNode step : action.path("steps")) {
            out.printf(
                    "  %8s  %-23s  %-19s  %s%n",
                    step.path("record").asText(),
                    Printable.time(step.path("at")),
                    Printable.text(step.path("event")),
                    said(step));
        }
    }

    private static String said(JsonNode step) {
        String who = Printable.text(step.path("who"));
        String note = Printable.cut(Printable.text(step.path("note")), WIDTH);
        return who.isEmpty() || note.isEmpty() ? who + note : who + " · " + note;
    }

    private void decision(JsonNode decision) {
        if (decision.isObject()) {
            line(
                    "policy",
                    String.join(
                            " · ",
                            Printable.text(decision.path("effect")),
                            "rule " + orUnknown(Printable.text(decision.path("rule"))),
                            "version " + Printable.cut(orUnknown(Printable.text(decision.path("policyVersion"))), 20),
                            "trust tier " + Printable.text(decision.path("trustTier"))));
        }
    }

    private void authority(JsonNode authority, JsonNode votes) {
        if (!authority.isObject()) {
            line("authority", "none");
        } else if (Printable.text(authority.path("kind")).equals("people")) {
            for (JsonNode approver : authority.path("approvers")) {
                line("authority", person(approver) + voted(approver, votes));
            }
        } else {
            line(
                    "authority",
                    "rule %s, written by %s, released by %s"
                            .formatted(
                                    Printable.text(authority.path("rule")),
                                    person(authority.path("author")),
                                    person(authority.path("releaser"))));
        }
    }

    private static String voted(JsonNode approver, JsonNode votes) {
        String voted = "";
        for (JsonNode vote : votes) {
            boolean same = vote.at("/reviewer/subject").equals(approver.path("subject"))
                    && vote.at("/reviewer/issuer").equals(approver.path("issuer"));
            if (same && vote.path("choice").asText().equals("approve")) {
                voted = ", voted %s, record %s"
                        .formatted(
                                Printable.time(vote.at("/cast/at")),
                                vote.at("/cast/record").asText());
            }
        }
        return voted;
    }

    private void digests(JsonNode digests) {
        String approved = Printable.text(digests.path("approved"));
        if (digests.path("equal").isBoolean()) {
            boolean equal = digests.path("equal").asBoolean();
            line("approved", approved);
            line("executed", equal ? "the same" : orUnknown(Printable.text(digests.path("executed"))) + "  DIFFERS");
            String observed = Printable.text(digests.path("observed"));
            if (!observed.isEmpty() && !observed.equals(approved)) {
                line("observed", observed + "  DIFFERS");
            }
        } else if (!approved.isEmpty()) {
            line("intent", approved);
        }
    }

    private static String targets(JsonNode action) {
        List<String> targets = action.at("/asked/targets")
                .valueStream()
                .map(target -> Printable.text(target))
                .toList();
        return String.join(" ", targets);
    }

    private static String person(JsonNode person) {
        String name = Printable.text(person.path("name"));
        String subject = Printable.text(person.path("subject"));
        return subject.isEmpty() || subject.equals(name) ? name : name + " (" + subject + ")";
    }

    private void moment(String name, JsonNode moment, String more) {
        if (moment.isObject()) {
            out.printf("%s %s, record %s%s%n", name, Printable.time(moment.path("at")), moment.path("record"), more);
        }
    }

    private void line(String name, String value) {
        out.printf("  %-9s %s%n", name, value);
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "unknown" : text;
    }
}
