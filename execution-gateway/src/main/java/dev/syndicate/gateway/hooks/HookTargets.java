package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.AmendedTargets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What amended calls of coding tools act on: exactly what an event with such an input would have said. */
@Component
class HookTargets implements AmendedTargets {

    @Override
    public Optional<List<String>> of(CanonicalAction original, JsonObject parameters) {
        CallReference call = original.call();
        return Host.ALL.stream()
                .filter(host -> call != null && host.source().equals(call.source()))
                .findFirst()
                .map(host -> host.tools().targets(original.tool().rawName(), parameters));
    }
}
