package dev.syndicate.audit.chain;

import dev.syndicate.contracts.chain.RecordBody;
import dev.syndicate.contracts.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What earlier records of an action stated, so that each record answers by itself who stood behind it. Every record
 * carries it on, so the latest one of an action is enough. Used by the writer's thread alone.
 */
@Component
class ActionContexts {

    private static final String[] CARRIED = {
        "session", "workspace", "enforcementTier", "action", "digests", "policy", "authority"
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

    /** These facts, together with what is known of their action. */
    JsonObject complete(JsonObject facts) {
        Optional<String> action = facts.findObject("action").flatMap(known -> known.findString("id"));
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
        JsonObject cached = latest.get(action);
        return cached != null
                ? cached
                : records.latestOfAction(action)
                        .map(RecordBody::json)
                        .map(ActionContexts::carried)
                        .orElse(JsonObject.EMPTY);
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
