package dev.syndicate.audit.chain;

import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.eventstore.StoredEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What earlier records of an action stated, so that each record answers by itself who stood behind it. Every record
 * carries it on, so the latest one of an action is enough. Used by one thread at a time.
 */
@Component
class ActionContexts {

    private static final String[] CARRIED = {
        "session", "workspace", "enforcementTier", "failMode", "action", "digests", "policy", "authority", "amendment"
    };
    private static final String[] CARRIED_PEOPLE = {"principal", "agent"};
    private static final int CAPACITY = 10_000;

    private final RecordStore records;
    private final Map<String, JsonObject> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonObject> eldest) {
            return size() > CAPACITY;
        }
    };

    ActionContexts(RecordStore records) {
        this.records = records;
    }

    /** Looks up in one query what is not known of the actions of these events. The first event of an action has nothing. */
    void load(List<StoredEvent> events, List<JsonObject> facts) {
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> fresh = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            StoredEvent event = events.get(i);
            action(facts.get(i)).filter(action -> !latest.containsKey(action)).ifPresent(action -> {
                boolean first =
                        event.sequenceNumber() == 0 && event.aggregateId().equals(action);
                if (first) {
                    fresh.add(action);
                }
                unknown.add(action);
            });
        }
        unknown.removeAll(fresh);
        fresh.forEach(action -> latest.put(action, JsonObject.EMPTY));
        unknown.forEach(action -> latest.put(action, JsonObject.EMPTY));
        if (!unknown.isEmpty()) {
            records.latestOfActions(unknown).forEach((action, body) -> latest.put(action, carried(body.json())));
        }
    }

    /** These facts, together with what is known of their action. */
    JsonObject complete(JsonObject facts) {
        Optional<String> action = action(facts);
        if (action.isEmpty()) {
            return facts;
        }
        JsonObject complete = Facts.merge(known(action.get()), facts);
        latest.put(action.get(), carried(complete));
        return complete;
    }

    /** Forgets everything: after a batch that was not committed. */
    void forget() {
        latest.clear();
    }

    private JsonObject known(String action) {
        return latest.getOrDefault(action, JsonObject.EMPTY);
    }

    private static Optional<String> action(JsonObject facts) {
        return facts.findObject("action").flatMap(known -> known.findString("id"));
    }

    private static JsonObject carried(JsonObject body) {
        JsonObject.Builder carried = JsonObject.builder();
        for (String name : CARRIED) {
            carried.putIfPresent(name, body.find(name));
        }
        JsonObject.Builder people = JsonObject.builder();
        body.findObject("who").ifPresent(who -> {
            for (String name : CARRIED_PEOPLE) {
                people.putIfPresent(name, who.find(name));
            }
        });
        JsonObject who = people.build();
        return who.isEmpty() ? carried.build() : carried.put("who", who).build();
    }
}
