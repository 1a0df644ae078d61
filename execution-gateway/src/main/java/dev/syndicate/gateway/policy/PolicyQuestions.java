package dev.syndicate.gateway.policy;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.security.PeerClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks policy-service under the version in force. No answer, an error, a time-out or an answer that is none is a
 * denial that names no version: {@code policy-unavailable}.
 */
@Component
public class PolicyQuestions {

    /** How the reason of such a denial begins. */
    public static final String UNAVAILABLE = "policy-unavailable";

    private static final Logger LOG = LoggerFactory.getLogger(PolicyQuestions.class);
    private static final DomainTag INPUT = new DomainTag("syndicate/evaluation-input/v1");

    private final RestClient policy;
    private final PinnedTools tools;
    private final Timer timer;

    PolicyQuestions(PeerClients peers, PolicySettings settings, PinnedTools tools, MeterRegistry metrics) {
        this.tools = tools;
        this.policy = peers.client("policy-service", settings.timeout());
        this.timer = Timer.builder("syndicate.gateway.policy.wait")
                .description("How long policy-service took to decide")
                .register(metrics);
    }

    /** What policy says of this action now. */
    public Decision decide(CanonicalAction action, AgentSession session) {
        JsonObject facts = facts(action, session);
        try {
            return Objects.requireNonNull(timer.recordCallable(() -> ask(action, facts)), "A decision");
        } catch (RestClientException unreachable) {
            LOG.warn(
                    "policy-service gave no decision: {}",
                    unreachable.getClass().getSimpleName());
        } catch (Exception unusable) {
            LOG.error("policy-service gave no usable decision", unusable);
        }
        return Decision.unavailable(UNAVAILABLE + ": policy-service gave no decision in time", inputs(action, facts));
    }

    private JsonObject facts(CanonicalAction action, AgentSession session) {
        JsonObject.Builder facts = JsonObject.builder()
                .put("openedAt", session.openedAt().toString())
                .put("incidents", session.incidents());
        if (tools.isChanged(action.tool())) {
            facts.put("toolChanged", true);
        }
        return facts.build();
    }

    private Decision ask(CanonicalAction action, JsonObject facts) {
        JsonObject request = JsonObject.builder()
                .put("schema", "evaluation/v1")
                .put("action", action.json())
                .put("session", facts)
                .build();
        Decision decision = policy.post()
                .uri("/v1/evaluations")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(CanonicalJson.bytes(request))
                .retrieve()
                .body(Decision.class);
        return Objects.requireNonNull(decision, "A decision");
    }

    /** The evaluation input of docs/spec/policy-bundle.md, section 6, without a version: none could be asked. */
    private static Digest inputs(CanonicalAction action, JsonObject facts) {
        JsonObject input = JsonObject.builder()
                .put("schema", "evaluation-input/v1")
                .put("action", action.json())
                .put("session", facts)
                .build();
        return INPUT.digest(CanonicalJson.bytes(input));
    }
}
