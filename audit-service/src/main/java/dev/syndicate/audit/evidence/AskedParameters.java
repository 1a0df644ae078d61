package dev.syndicate.audit.evidence;

import dev.syndicate.audit.story.ActionStory;
import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonString;
import java.util.List;
import java.util.Optional;

/** What one action was asked to do, as far as its content may be shown and is still there. */
final class AskedParameters {

    private static final int LONGEST = 4_000;

    private final ActionStory.Asked asked;
    private final boolean withContent;
    private final Contents contents;

    AskedParameters(ActionStory.Asked asked, boolean withContent, Contents contents) {
        this.asked = asked;
        this.withContent = withContent;
        this.contents = contents;
    }

    /** The parameters as they were asked for, a command alone as it would run; otherwise what the action is about. */
    Optional<String> text() {
        return content()
                .flatMap(content -> contents.action(content).bytes())
                .flatMap(AskedParameters::parameters)
                .or(this::targets);
    }

    /** HTML that says why the content is not there; empty where it is, or is none of this page. */
    String absence() {
        return content()
                .map(content -> contents.action(content).absence())
                .map(absence -> switch (absence) {
                    case "erased" -> " <b>Erased.</b> The digests still hold.";
                    case "unavailable" -> " <b>It is missing in the content store.</b>";
                    default -> "";
                })
                .orElse("");
    }

    private Optional<ContentRef> content() {
        String digest = asked.parametersDigest();
        Long size = asked.parametersSize();
        return !withContent || digest == null || size == null || !digest.matches("sha256:[0-9a-f]{64}")
                ? Optional.empty()
                : Optional.of(new ContentRef(Digest.parse(digest), size));
    }

    private Optional<String> targets() {
        List<String> targets = asked.targets();
        return targets.isEmpty() ? Optional.empty() : Optional.of(cut(String.join("\n", targets)));
    }

    private static Optional<String> parameters(byte[] action) {
        try {
            JsonObject parameters = Json.parseObject(action).object("parameters");
            boolean commandOnly =
                    parameters.size() == 1 && parameters.get(parameters.names().getFirst()) instanceof JsonString;
            return Optional.of(
                    cut(commandOnly ? parameters.string(parameters.names().getFirst()) : parameters.toString()));
        } catch (InadmissibleJsonException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n… (all of it is in the content file)";
    }
}
