package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.Amendments;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.digest.ViewDigest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amendment as a reviewer is writing it.
 *
 * @param amendedBy the id of the new action: the same while it is written, so that sending it twice amends once
 * @param parameters JSON as it was typed
 * @param expected the digest of what came of it when it was last shown; empty before
 */
public record AmendForm(String amendedBy, String parameters, String comment, String expected) {

    static AmendForm first(DetailPage page, ActionId amendedBy) {
        return new AmendForm(amendedBy.toString(), page.exact().action().editableParameters(), "", "");
    }

    static AmendForm of(Map<String, String> sent) {
        return new AmendForm(
                sent.getOrDefault("amendedBy", ""),
                sent.getOrDefault("parameters", ""),
                sent.getOrDefault("comment", ""),
                sent.getOrDefault("expected", ""));
    }

    AmendForm expecting(IntentDigest digest) {
        return new AmendForm(amendedBy, parameters, comment, digest.toString());
    }

    /** What is sent; the digests are those that the form was shown with. Throws where the parameters are no JSON object. */
    Amendments.Draft draft(Map<String, String> sent) {
        return new Amendments.Draft(
                ActionId.parse(amendedBy),
                IntentDigest.parse(sent.getOrDefault("intentDigest", "")),
                ViewDigest.parse(sent.getOrDefault("viewDigest", "")),
                json(),
                null,
                VoteForm.spoken(comment),
                expectedDigest());
    }

    private @Nullable IntentDigest expectedDigest() {
        return expected.isEmpty() ? null : IntentDigest.parse(expected);
    }

    private JsonObject json() {
        try {
            return Json.parseObject(parameters.getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException refused) {
            throw new ProblemException(
                    PlatformProblems.INADMISSIBLE_JSON, "These are no JSON parameters: " + refused.getMessage());
        }
    }
}
