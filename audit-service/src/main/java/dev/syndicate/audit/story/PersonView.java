package dev.syndicate.audit.story;

import dev.syndicate.contracts.json.JsonObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or workload as a record names them.
 *
 * @param name for display; issuer and subject identify
 * @param authenticationMethods how they signed in (RFC 8176), as far as the issuer stated it
 * @param accountable subject of the human who answers for a workload; absent for people
 */
@Schema(name = "StoryPerson")
public record PersonView(
        String name,
        @Nullable String issuer,
        @Nullable String subject,
        List<String> authenticationMethods,
        @Nullable String accountable) {

    /** The person in this object; absent when it names nobody. */
    public static @Nullable PersonView of(JsonObject person) {
        String subject = Member.text(person, "subject");
        String name = Member.text(person, "name");
        if (subject == null && name == null) {
            return null;
        }
        boolean workload = "WORKLOAD".equals(Member.text(person, "kind"));
        return new PersonView(
                name == null || name.isBlank() ? String.valueOf(subject) : name,
                Member.text(person, "issuer"),
                subject,
                Member.texts(person, "authenticationMethods"),
                workload ? Member.text(person, "accountable", "subject") : null);
    }

    static List<PersonView> all(List<JsonObject> people) {
        return people.stream()
                .map(PersonView::of)
                .filter(java.util.Objects::nonNull)
                .map(PersonView.class::cast)
                .toList();
    }
}
