package dev.syndicate.audit.evidence;

import dev.syndicate.audit.chain.StoredRecord;
import dev.syndicate.audit.story.Member;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.ActionProposed;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What the records of a bundle name, collected while they are written. */
final class Mentions {

    static final int MOST_SHOWN = 500;

    private final LongPredicate ofPopulation;
    private final boolean contents;
    private final Map<String, ContentRef> content = new LinkedHashMap<>();
    private final Map<String, PolicyVersion> policies = new TreeMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> approvers = new TreeMap<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private long proposed;

    /**
     * Starts without any.
     *
     * @param ofPopulation which records count in the summary; the neighbours of a period do not
     * @param contents whether canonical actions are collected
     */
    Mentions(LongPredicate ofPopulation, boolean contents) {
        this.ofPopulation = ofPopulation;
        this.contents = contents;
    }

    void of(StoredRecord record) {
        JsonObject body = RecordBody.parse(record.record().body()).json();
        if (contents) {
            content(body);
        }
        policy(Member.text(body, "policy", "version"));
        policy(Member.text(body, "policy", "inForce"));
        policy(Member.text(body, "authority", "policyVersion"));
        if (ofPopulation.test(record.sequence())) {
            count(record, body);
        }
    }

    Map<String, ContentRef> content() {
        return content;
    }

    Map<String, PolicyVersion> policies() {
        return policies;
    }

    /** How many records say so, by outcome. */
    Map<String, Long> outcomes() {
        return outcomes;
    }

    /** How many approving votes, by the name of who cast them. */
    Map<String, Long> approvers() {
        return approvers;
    }

    /** The first actions, in the order of their first records. */
    Set<String> shown() {
        return shown;
    }

    /** How many actions were proposed. */
    long proposed() {
        return proposed;
    }

    private void count(StoredRecord record, JsonObject body) {
        String action = record.columns().action();
        if (action != null && shown.size() < MOST_SHOWN) {
            shown.add(action);
        }
        if (record.columns().eventType().equals(ActionProposed.class.getName())) {
            proposed++;
        }
        String outcome = record.columns().outcome();
        if (outcome != null) {
            outcomes.merge(outcome, 1L, Long::sum);
        }
        String name = Member.text(body, "who", "reviewer", "name");
        boolean approved = "approve".equals(Member.text(body, "outcome", "vote"));
        if (name != null && approved && (approvers.size() < MOST_SHOWN || approvers.containsKey(name))) {
            approvers.merge(name, 1L, Long::sum);
        }
    }

    private void content(JsonObject body) {
        String digest = Member.text(body, "action", "parameters", "digest");
        Long size = Member.number(body, "action", "parameters", "size");
        if (digest != null && size != null && size >= 0 && digest.matches("sha256:[0-9a-f]{64}")) {
            content.putIfAbsent(digest, new ContentRef(Digest.parse(digest), size));
        }
    }

    private void policy(@Nullable String version) {
        if (version != null && version.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
            policies.putIfAbsent(version, PolicyVersion.parse(version));
        }
    }
}
