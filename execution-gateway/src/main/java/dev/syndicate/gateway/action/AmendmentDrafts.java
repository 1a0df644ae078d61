package dev.syndicate.gateway.action;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.action.InvalidActionException;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.request.GatewayProblems;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/**
 * Makes the bytes of amended actions: everything but parameters and targets stays as the coding tool's host said it. What
 * was found out about the machine, its operands and its place, is compared again before anything runs.
 */
@Component
class AmendmentDrafts {

    private final ActionHistories histories;
    private final List<AmendedTargets> adapters;
    private final ContentStore contents;

    AmendmentDrafts(ActionHistories histories, List<AmendedTargets> adapters, ContentStore contents) {
        this.histories = histories;
        this.adapters = List.copyOf(adapters);
        this.contents = contents;
    }

    @CommandHandler
    AmendedAction draft(DraftAmendment command) {
        ActionState state = histories
                .find(command.action())
                .filter(known -> known.isAwaiting(command.approval()))
                .orElseThrow(() -> impossible("The action does not await this approval"));
        CanonicalAction original = stored(state);
        CanonicalAction amended = amended(original, command);
        if (amended.intentDigest().equals(original.intentDigest())) {
            throw new ProblemException(
                    GatewayProblems.AMENDMENT_CHANGES_NOTHING, "These are the parameters that were asked for");
        }
        ProposalLimits.check(amended);
        ContentRef content = contents.put(DataSubject.of(state.proposed().principal()), amended.bytes());
        return new AmendedAction(command.amendedBy(), content, amended.intentDigest(), amended.actionDigest());
    }

    private CanonicalAction stored(ActionState state) {
        CanonicalAction original;
        try {
            original = CanonicalAction.parse(contents.get(state.proposed().content()));
        } catch (InadmissibleJsonException impossible) {
            throw new IllegalStateException("Stored actions are canonical: " + state.action(), impossible);
        }
        if (!original.commitments().isEmpty()) {
            throw impossible("Values of this action are kept apart, so nobody could say what would be sent");
        }
        return original;
    }

    private CanonicalAction amended(CanonicalAction original, DraftAmendment command) {
        JsonObject parameters = parameters(command);
        List<String> targets = command.targets() == null ? targets(original, parameters) : command.targets();
        JsonObject.Builder amended = original.json().toBuilder();
        amended.put("parameters", parameters).remove("targets");
        if (!targets.isEmpty()) {
            amended.put("targets", JsonArray.ofStrings(targets));
        }
        try {
            return CanonicalAction.ofProposal(amended.build());
        } catch (InvalidActionException invalid) {
            throw new ProblemException(
                    PlatformProblems.INVALID_REQUEST,
                    String.valueOf(invalid.getMessage()),
                    Map.of("code", invalid.code().wireName(), "pointer", invalid.pointer()));
        }
    }

    private List<String> targets(CanonicalAction original, JsonObject parameters) {
        return adapters.stream()
                .map(adapter -> adapter.of(original, parameters))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> FollowingTargets.of(original, parameters));
    }

    private static JsonObject parameters(DraftAmendment command) {
        try {
            return Json.parseObject(command.parameters().getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException refused) {
            throw new ProblemException(
                    PlatformProblems.INADMISSIBLE_JSON, refused.code().wireName());
        }
    }

    private static ProblemException impossible(String detail) {
        return new ProblemException(GatewayProblems.AMENDMENT_IMPOSSIBLE, detail);
    }
}
