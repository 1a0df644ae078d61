package dev.syndicate.contracts.controls;

import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person as records name them; issuer and subject decide. */
record Human(String issuer, String subject) {

    static Optional<Human> at(@Nullable JsonObject holder, String name) {
        return Facts.object(holder, name).flatMap(Human::of);
    }

    static List<Human> listed(@Nullable JsonObject holder, String name) {
        return Facts.array(holder, name).map(JsonArray::stream).stream()
                .flatMap(items -> items)
                .filter(JsonObject.class::isInstance)
                .flatMap(item -> of((JsonObject) item).stream())
                .toList();
    }

    private static Optional<Human> of(JsonObject person) {
        return person.find("issuer")
                .filter(JsonString.class::isInstance)
                .flatMap(issuer -> person.find("subject")
                        .filter(JsonString.class::isInstance)
                        .map(subject -> new Human(((JsonString) issuer).value(), ((JsonString) subject).value())));
    }
}
