package dev.syndicate.audit.story;

import dev.syndicate.contracts.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a few words who acted in a record and what came of it. */
final class Steps {

    private Steps() {}

    static ActionStory.Step of(Told record) {
        return new ActionStory.Step(
                record.sequence(), record.event(), record.at(), record.recordedAt(), who(record), note(record));
    }

    /** Who acted: an approval is granted by those who approved it, not by the one who asked. */
    private static @Nullable String who(Told record) {
        JsonObject who = Member.object(record.body(), "who");
        List<PersonView> approvers = PersonView.all(Member.objects(who, "approvers"));
        if (!approvers.isEmpty()) {
            return String.join(", ", approvers.stream().map(PersonView::name).toList());
        }
        for (String part : List.of("reviewer", "releaser", "author", "actor")) {
            PersonView person = PersonView.of(Member.object(who, part));
            if (person != null) {
                return person.name();
            }
        }
        PersonView principal = PersonView.of(Member.object(who, "principal"));
        return record.event().equals("ActionProposed") && principal != null ? principal.name() : null;
    }

    private static @Nullable String note(Told record) {
        JsonObject body = record.body();
        List<String> parts = new ArrayList<>();
        switch (record.event()) {
            case "ActionProposed" -> {
                add(parts, Member.text(body, "action", "tool"));
                parts.addAll(Member.texts(body, "action", "targets"));
            }
            case "ActionEvaluated" -> {
                add(parts, Member.text(body, "policy", "effect"));
                add(parts, Member.text(body, "policy", "rule"));
            }
            case "ActionAuthorised" -> add(parts, Member.text(body, "authority", "kind"));
            case "PermitRevoked" -> add(parts, Member.text(body, "revocation", "reason"));
            case "VoteCast" -> add(parts, Member.text(body, "outcome", "vote"));
            default -> {
                add(parts, Member.text(body, "outcome", "result"));
                add(parts, Member.text(body, "outcome", "reason"));
            }
        }
        return parts.isEmpty() ? null : String.join(" · ", parts);
    }

    private static void add(List<String> parts, @Nullable String text) {
        if (text != null) {
            parts.add(text);
        }
    }
}
