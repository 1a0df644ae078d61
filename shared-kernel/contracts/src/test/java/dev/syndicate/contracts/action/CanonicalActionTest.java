package dev.syndicate.contracts.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.IntentDigest;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import dev.syndicate.contracts.json.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalActionTest {

    static Stream<JsonObject> actions() {
        return Vectors.objects("canonical-action/actions.json").stream();
    }

    static Stream<JsonObject> refusals() {
        return Vectors.objects("canonical-action/refusals.json").stream();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void hasTheBytesAndDigestsOfTheVectors(JsonObject vector) throws InadmissibleJsonException {
        CanonicalAction action = CanonicalAction.of(vector.object("action"));

        assertThat(new String(action.bytes(), StandardCharsets.UTF_8)).isEqualTo(vector.string("canonical"));
        assertThat(action.intentDigest()).hasToString(vector.string("intentDigest"));
        assertThat(action.actionDigest()).hasToString(vector.string("actionDigest"));
        assertThat(CanonicalAction.parse(action.bytes())).isEqualTo(action);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatTheVectorsRefuse(JsonObject vector) {
        InvalidActionException refusal =
                catchThrowableOfType(InvalidActionException.class, () -> CanonicalAction.of(vector.object("action")));

        assertThat(refusal).as(vector.string("name")).isNotNull();
        assertThat(refusal.code().wireName()).as(vector.string("name")).isEqualTo(vector.string("code"));
        assertThat(refusal.pointer()).as(vector.string("name")).isEqualTo(vector.string("pointer"));
    }

    @Test
    void hasARefusalVectorForEveryCode() {
        Set<String> covered = refusals().map(vector -> vector.string("code")).collect(Collectors.toSet());
        EnumSet.allOf(InvalidActionException.Code.class)
                .forEach(code -> assertThat(covered).contains(code.wireName()));
    }

    @Test
    void keepsTheIntentAcrossCallsAndTurnsAndNothingElse() {
        List<IntentDigest> intents = actions()
                .map(vector -> CanonicalAction.of(vector.object("action")).intentDigest())
                .toList();
        assertThat(intents.get(1)).isEqualTo(intents.get(0));
        assertThat(intents.get(2)).isEqualTo(intents.get(0));
        assertThat(Set.copyOf(intents)).hasSize(intents.size() - 2);
    }

    @Test
    void builtFromPartsEqualsTheVector() {
        CanonicalAction expected =
                CanonicalAction.of(actions().findFirst().orElseThrow().object("action"));
        Person dana = new Person("http://127.0.0.1:8090", "dana", "Dana", List.of("pwd"));

        CanonicalAction built = CanonicalAction.builder()
                .agent(
                        new AgentDescription("anthropic", "claude-code", "2.1.330", "claude-code-http-hook"),
                        EnforcementTier.C)
                .principal(ActionPrincipal.of(Principal.of(dana)))
                .workspace(new WorkspaceId("acme/checkout"))
                .session(new ActionSession(
                        SessionId.parse("0197a3c5-0000-7000-8000-000000000001"), "turn-7", null, "default"))
                .call(new CallReference("toolu_01A09q90qw90lq917835lq9", "claude-code-hook"))
                .model(new ModelReference("claude-opus-4-1", "session-start"))
                .tool(new ToolReference("Bash", "shell", null, null))
                .kind(ActionKind.COMMAND)
                .targets(List.of("npm"))
                .parameters(JsonObject.builder()
                        .put("command", "npm run build\n")
                        .put("description", "Build it")
                        .put("timeout", 120000)
                        .build())
                .context(new ActionContext(
                        "/home/dana/checkout",
                        List.of("/home/dana/checkout"),
                        new ActionContext.Repository(
                                "https://git.example/acme/checkout",
                                "main",
                                "4f1c0d2e9b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d",
                                false)))
                .operands(List.of(
                        new Operand("/home/dana/checkout/yarn.lock", null),
                        new Operand(
                                "/home/dana/checkout/package.json",
                                Digest.of("{}".getBytes(StandardCharsets.US_ASCII)))))
                .build();

        assertThat(built).isEqualTo(expected);
        assertThat(built.operands()).isEqualTo(expected.operands());
        assertThat(built.context()).isEqualTo(expected.context());
        assertThat(built.principal().isOf(Principal.of(dana))).isTrue();
        assertThat(built.summary()).isEqualTo(new ActionSummary("Bash", "shell", ActionKind.COMMAND, List.of("npm")));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        CanonicalAction least = CanonicalAction.of(actions().toList().get(4).object("action"));
        CanonicalAction built = CanonicalAction.builder()
                .agent(least.agent(), least.enforcementTier())
                .principal(least.principal())
                .workspace(least.workspace())
                .session(least.session())
                .call(null)
                .model(null)
                .tool(least.tool())
                .kind(least.kind())
                .targets(List.of())
                .parameters(least.parameters())
                .context(ActionContext.UNKNOWN)
                .operands(List.of())
                .build();
        assertThat(built).isEqualTo(least);
        assertThat(least.agent().version()).isEmpty();
    }

    @Test
    void derivesSaltsAsTheVectorsSay() {
        for (JsonObject vector : Vectors.objects("canonical-action/salts.json")) {
            byte[] salt = ParameterCommitment.salt(
                    HexFormat.of().parseHex(vector.string("key")),
                    SessionId.parse(vector.string("session")),
                    vector.string("pointer"));
            assertThat(HexFormat.of().formatHex(salt)).isEqualTo(vector.string("salt"));
            assertThat(ParameterCommitment.to(vector.get("value"), salt).digest())
                    .hasToString(vector.string("commitment"));
        }
    }

    @Test
    void takesCommitmentsFromUsAndNotFromOutside() {
        JsonObject committed = actions().toList().get(5).object("action");
        assertThat(CanonicalAction.of(committed).commitments())
                .containsExactly("/parameters/customer", "/parameters/list/1");
        assertThatThrownBy(() -> CanonicalAction.ofProposal(committed))
                .isInstanceOfSatisfying(
                        InvalidActionException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(InvalidActionException.Code.RESERVED_NAME));
    }

    @Test
    void commitsToAValueUnderASalt() {
        for (JsonObject vector : Vectors.objects("canonical-action/commitments.json")) {
            byte[] salt = HexFormat.of().parseHex(vector.string("salt"));
            ParameterCommitment commitment = ParameterCommitment.to(vector.get("value"), salt);
            assertThat(commitment.digest()).hasToString(vector.string("digest"));
            assertThat(commitment.toJson()).isEqualTo(vector.object("form"));
            assertThat(commitment.isTo(JsonValue.of("other"), salt)).isFalse();
        }
    }

    @Test
    void readsStoredBytesOnlyInCanonicalForm() {
        String canonical = actions().findFirst().orElseThrow().string("canonical");
        byte[] spaced = (" " + canonical).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CanonicalAction.parse(spaced)).isInstanceOf(InadmissibleJsonException.class);
        assertThatThrownBy(() -> CanonicalAction.parse("[]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidActionException.class);
    }

    @Test
    void neverShowsParametersInItsText() {
        assertThat(CanonicalAction.of(actions().findFirst().orElseThrow().object("action")))
                .asString()
                .startsWith("action sha256:")
                .doesNotContain("npm");
    }
}
