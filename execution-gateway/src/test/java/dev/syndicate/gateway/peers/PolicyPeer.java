package dev.syndicate.gateway.peers;

import com.sun.net.httpserver.HttpExchange;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.testing.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** policy-service: reads pass, commands need one reviewer, the rest is denied; until a test says otherwise. */
public final class PolicyPeer extends Peer {

    static final String PATH = "/v1/evaluations";

    private volatile PolicyVersion version = version(1);
    private volatile Function<CanonicalAction, Effect> rule = PolicyPeer::usual;
    private volatile int approvals = 1;
    private volatile Duration expiry = Duration.ofMinutes(30);

    private volatile String lastSession = "";

    public PolicyPeer() {
        super("policy-service", PATH);
    }

    public static PolicyVersion version(long counter) {
        return new PolicyVersion(counter, Digest.of(("bundle " + counter).getBytes(StandardCharsets.UTF_8)));
    }

    /** Activates the version as policy-service does: at the fence, in every workspace. */
    public void activate(PolicyVersion next, TestDatabase database) {
        version = next;
        at(database, "policy_service")
                .sql("SELECT fence.activate_policy(:version)")
                .param("version", next.toString())
                .query((row, _) -> true)
                .single();
    }

    /** What the gateway said of the session when it asked last. */
    public String lastSession() {
        return lastSession;
    }

    public PolicyVersion active() {
        return version;
    }

    public void decideBy(Function<CanonicalAction, Effect> next) {
        rule = next;
    }

    public void decideAsUsual() {
        rule = PolicyPeer::usual;
        approvals = 1;
        expiry = Duration.ofMinutes(30);
        freeze(0);
    }

    public void requireApprovals(int number) {
        approvals = number;
    }

    public void expireAfter(Duration next) {
        expiry = next;
    }

    public void restart() {
        restart(PATH);
    }

    private static Effect usual(CanonicalAction action) {
        return switch (action.kind()) {
            case FILE_READ -> Effect.ALLOW;
            case COMMAND -> Effect.REQUIRE_APPROVAL;
            default -> Effect.DENY;
        };
    }

    @Override
    void handle(HttpExchange exchange, byte[] body) throws IOException {
        answer(exchange, 200, decision(action(body)));
    }

    private CanonicalAction action(byte[] body) throws IOException {
        try {
            JsonObject request = Json.parseObject(body);
            if (!request.string("schema").equals("evaluation/v1")
                    || !request.object("session").has("openedAt")
                    || !request.object("session").has("incidents")) {
                throw new IOException("not an evaluation request");
            }
            lastSession = CanonicalJson.text(request.object("session"));
            return CanonicalAction.of(request.object("action"));
        } catch (InadmissibleJsonException e) {
            throw new IOException(e);
        }
    }

    /** Under the version that was active when it was asked. */
    private Decision decision(CanonicalAction action) {
        PolicyVersion asked = version;
        Effect effect = rule.apply(action);
        return new Decision(
                effect,
                asked,
                action.kind().wireName() + "s",
                "The rule for " + action.kind().wireName(),
                Risk.MODERATE,
                new TrustTier(1),
                requirement(effect),
                List.of(action.kind().wireName() + "s"),
                new Person("https://id.example", "pat", "Pat", List.of()),
                new Person("https://id.example", "percy", "Percy", List.of()),
                Digest.of(action.bytes()));
    }

    private @Nullable ApprovalRequirement requirement(Effect effect) {
        return effect == Effect.REQUIRE_APPROVAL
                ? new ApprovalRequirement(
                        List.of(new ThresholdSet("reviewers", approvals, 1, "syndicate-reviewers", null)),
                        expiry,
                        2000,
                        new StandingLimits(100, Duration.ofHours(1), List.of(GrantScope.INTENT, GrantScope.TARGET)),
                        null,
                        null)
                : null;
    }
}
