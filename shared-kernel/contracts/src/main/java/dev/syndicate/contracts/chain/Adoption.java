package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.time.Instant;
import java.util.List;

/**
 * What the first record of a new epoch carries: which signed tail was lost, and which two people took on what is left
 * (docs/spec/chain-format.md, section 3.3). It is the body's member {@code adoption}, whatever event the record is about.
 *
 * @param previous the last checkpoint that is known of the log, which covers more than is left
 * @param epoch the epoch of that checkpoint; the record's own is one more
 * @param size the size of that checkpoint
 * @param first the first record that was lost; the record that carries this has the same sequence
 * @param last the last record that was lost, {@code size - 1}
 * @param by at least two people, no two the same
 * @param reason in the words of whoever began it
 * @param at when the second of them confirmed it
 */
public record Adoption(
        SignedNote previous, long epoch, long size, long first, long last, List<Person> by, String reason, Instant at) {

    /** The body's member. */
    public static final String MEMBER = "adoption";

    public Adoption {
        by = List.copyOf(by);
        Checkpoint checkpoint = Checkpoint.parse(previous.text());
        if (checkpoint.logOrigin().epoch() != epoch || checkpoint.size() != size) {
            throw new IllegalArgumentException("The checkpoint is not the one that the adoption names");
        }
        if (first < 0 || last < first || last != size - 1) {
            throw new IllegalArgumentException("What was lost ends where the known checkpoint ends");
        }
        if (by.size() < 2 || hasSamePersonTwice(by)) {
            throw new IllegalArgumentException("It takes two different people to adopt");
        }
    }

    /** That the records from {@code first} on, which this checkpoint covered, are lost. */
    public static Adoption of(SignedNote previous, long first, List<Person> by, String reason, Instant at) {
        Checkpoint checkpoint = Checkpoint.parse(previous.text());
        return new Adoption(
                previous,
                checkpoint.logOrigin().epoch(),
                checkpoint.size(),
                first,
                checkpoint.size() - 1,
                by,
                reason,
                at);
    }

    /** Reads the member; whatever is missing or does not fit is an {@link IllegalArgumentException}. */
    public static Adoption parse(JsonObject json) {
        JsonObject previous = json.object("previous");
        JsonObject lost = json.object("lost");
        return new Adoption(
                SignedNote.parse(previous.string("note")),
                previous.integer("epoch"),
                previous.integer("size"),
                lost.integer("first"),
                lost.integer("last"),
                json.array("by").stream().map(Adoption::person).toList(),
                json.string("reason"),
                Timestamps.parse(json.string("at")));
    }

    /** The member's value. */
    public JsonObject json() {
        return JsonObject.builder()
                .put(
                        "previous",
                        JsonObject.builder()
                                .put("epoch", epoch)
                                .put("size", size)
                                .put("note", previous.toString()))
                .put("lost", JsonObject.builder().put("first", first).put("last", last))
                .put("by", JsonArray.of(by.stream().map(Adoption::json).toList()))
                .put("reason", reason)
                .put("at", Timestamps.format(at))
                .build();
    }

    /** Whether this allows a record of this log, epoch and sequence to follow one of this epoch. */
    boolean allows(RecordHeader header, long epochBefore) {
        return LogOrigin.parse(Checkpoint.parse(previous.text()).origin()).log().equals(header.log())
                && header.epoch() == epoch + 1
                && epoch >= epochBefore
                && header.sequence() == first;
    }

    private static boolean hasSamePersonTwice(List<Person> people) {
        for (int i = 0; i < people.size(); i++) {
            Person one = people.get(i);
            if (people.subList(i + 1, people.size()).stream().anyMatch(one::isSameAs)) {
                return true;
            }
        }
        return false;
    }

    private static JsonValue json(Person person) {
        return JsonObject.builder()
                .put("issuer", person.issuer())
                .put("subject", person.subject())
                .put("name", person.name())
                .put("authenticationMethods", JsonArray.ofStrings(person.authenticationMethods()))
                .build();
    }

    private static Person person(JsonValue json) {
        if (!(json instanceof JsonObject person)) {
            throw new IllegalArgumentException("A person is an object");
        }
        return new Person(
                person.string("issuer"),
                person.string("subject"),
                person.findString("name").orElse(""),
                person.findArray("authenticationMethods").stream()
                        .flatMap(JsonArray::stream)
                        .filter(JsonString.class::isInstance)
                        .map(method -> ((JsonString) method).value())
                        .toList());
    }
}
