package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import dev.syndicate.contracts.json.JsonValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a record is found by: short prefixed texts that are extracted from its body and from nothing else, sorted and
 * distinct, for example
 *
 * <pre>{@code
 * agent:claude-code  approver:ada  digest:sha256:9f86d0…  policy:41:5a0c…  principal:dana  target:/srv/app  tool:Bash
 * word:deploy
 * }</pre>
 *
 * <p>Who asks builds the same texts with the methods of this class. Texts are cut at {@value #LONGEST} characters, so a
 * longer value is found by its beginning; at most {@value #MOST_WORDS} words and {@value #MOST_NAMED} other terms of one
 * record count. The event's own digest and the leaf of a receipt are no terms: they differ in every record.
 */
public final class RecordTerms {

    /** The most characters of a value. */
    public static final int LONGEST = 200;

    private static final int MOST_WORDS = 48;
    private static final int MOST_NAMED = 64;
    private static final int SHORTEST_WORD = 2;
    private static final int LONGEST_WORD = 40;
    private static final String[] PEOPLE = {"principal", "reviewer", "author", "releaser", "actor"};

    private final Set<String> named = new LinkedHashSet<>();
    private final Set<String> words = new LinkedHashSet<>();

    private RecordTerms() {}

    /** The terms of a record with this body. Facts that have another shape than expected have no terms. */
    public static List<String> of(RecordBody body) {
        RecordTerms terms = new RecordTerms();
        terms.read(body.json());
        List<String> sorted = new ArrayList<>(terms.named.size() + terms.words.size());
        addFirst(MOST_NAMED, terms.named, sorted);
        addFirst(MOST_WORDS, terms.words, sorted);
        sorted.sort(null);
        return List.copyOf(sorted);
    }

    /** Both are distinct, and no name of one kind is a word. */
    private static void addFirst(int most, Set<String> from, List<String> to) {
        int left = most;
        for (Iterator<String> each = from.iterator(); left > 0 && each.hasNext(); left--) {
            to.add(each.next());
        }
    }

    /** Somebody approved, alone or with others; the value is the subject. */
    public static String approver(String subject) {
        return term("approver", subject);
    }

    /** Somebody voted, whichever way; the value is the subject. */
    public static String reviewer(String subject) {
        return term("reviewer", subject);
    }

    /** On whose behalf; the value is the subject. */
    public static String principal(String subject) {
        return term("principal", subject);
    }

    /** Which coding tool; the value is its product or its vendor. */
    public static String agent(String name) {
        return term("agent", name);
    }

    /** Which tool was called; the value is its canonical or its raw name. */
    public static String tool(String name) {
        return term("tool", name);
    }

    /** What the action was about, for example a path. */
    public static String target(String target) {
        return term("target", target);
    }

    /** A policy version, {@code <counter>:<digest>}. */
    public static String policy(String version) {
        return term("policy", version);
    }

    /** The approval that the record belongs to. */
    public static String approval(String id) {
        return term("approval", id);
    }

    /** A digest in text form, {@code sha256:…}. */
    public static String digest(String digest) {
        return term("digest", digest);
    }

    /** The words of a text, in lower case: runs of letters and digits of 2 to 40 characters, longer ones cut. */
    public static List<String> words(String text) {
        List<String> found = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int point;
        for (int at = 0; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            if (Character.isLetterOrDigit(point)) {
                word.appendCodePoint(Character.toLowerCase(point));
            } else {
                take(word, found);
            }
        }
        take(word, found);
        return found;
    }

    private static void take(StringBuilder word, List<String> found) {
        if (word.length() >= SHORTEST_WORD) {
            found.add("word:" + cut(word.toString(), LONGEST_WORD));
        }
        word.setLength(0);
    }

    private void read(JsonObject body) {
        object(body, "who", this::people);
        object(body, "authority", authority -> {
            each(authority, "approvers", this::approved);
            object(authority, "author", this::personWords);
            object(authority, "releaser", this::personWords);
            text(authority, "policyVersion", version -> named.add(policy(version)));
        });
        text(body, "approval", id -> named.add(approval(id)));
        object(body, "policy", this::policyTerms);
        object(body, "action", this::tools);
        object(body, "outcome", outcome -> {
            text(outcome, "reason", this::addWords);
            text(outcome, "detail", this::addWords);
        });
        body.forEach((name, member) -> {
            if (!name.equals("event") && !name.equals("receipt")) {
                digests(member);
            }
        });
        // Last: there may be many, and they leave room for everything else.
        object(body, "action", this::targets);
    }

    private void people(JsonObject who) {
        object(who, "principal", principal -> text(principal, "subject", subject -> named.add(principal(subject))));
        object(who, "agent", agent -> {
            text(agent, "product", name -> named.add(agent(name)));
            text(agent, "vendor", name -> named.add(agent(name)));
        });
        each(who, "approvers", this::approved);
        object(who, "reviewer", reviewer -> text(reviewer, "subject", subject -> named.add(reviewer(subject))));
        for (String role : PEOPLE) {
            object(who, role, this::personWords);
            each(who, role, this::personWords);
        }
    }

    private void approved(JsonObject person) {
        text(person, "subject", subject -> named.add(approver(subject)));
        personWords(person);
    }

    private void personWords(JsonObject person) {
        text(person, "name", this::addWords);
    }

    private void policyTerms(JsonObject policy) {
        text(policy, "version", version -> named.add(policy(version)));
        text(policy, "inForce", version -> named.add(policy(version)));
        text(policy, "rule", this::addWords);
        text(policy, "reason", this::addWords);
    }

    private void tools(JsonObject action) {
        for (String name : new String[] {"tool", "rawTool"}) {
            text(action, name, tool -> {
                named.add(tool(tool));
                addWords(tool);
            });
        }
    }

    private void targets(JsonObject action) {
        if (action.find("targets").orElse(null) instanceof JsonArray targets) {
            targets.forEach(value -> {
                if (value instanceof JsonString target) {
                    named.add(target(target.value()));
                    addWords(target.value());
                }
            });
        }
    }

    private void digests(JsonValue value) {
        switch (value) {
            case JsonString text when Digest.isDigest(text.value()) -> named.add(digest(text.value()));
            case JsonObject object -> object.forEach((name, member) -> digests(member));
            case JsonArray array -> array.forEach(this::digests);
            default -> {}
        }
    }

    private void addWords(String text) {
        if (words.size() < MOST_WORDS) {
            words.addAll(words(text));
        }
    }

    private static void object(JsonObject in, String name, Consumer<JsonObject> use) {
        if (in.find(name).orElse(null) instanceof JsonObject object) {
            use.accept(object);
        }
    }

    private static void text(JsonObject in, String name, Consumer<String> use) {
        Optional<JsonValue> value = in.find(name);
        if (value.orElse(null) instanceof JsonString text) {
            use.accept(text.value());
        }
    }

    private static void each(JsonObject in, String name, Consumer<JsonObject> use) {
        if (in.find(name).orElse(null) instanceof JsonArray array) {
            array.forEach(value -> {
                if (value instanceof JsonObject object) {
                    use.accept(object);
                }
            });
        }
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static String term(String kind, String value) {
        return kind + ":" + cut(value.replace('\0', '\uFFFD'), LONGEST);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        boolean insidePair = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, insidePair ? length - 1 : length);
    }
}
