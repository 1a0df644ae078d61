package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Says what an action would act on with other parameters, as its adapter would have said it. */
public interface AmendedTargets {

    /** The targets; empty where the action came another way. */
    Optional<List<String>> of(CanonicalAction original, JsonObject parameters);
}
