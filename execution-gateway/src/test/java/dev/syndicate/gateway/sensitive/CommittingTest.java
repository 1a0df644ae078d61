package dev.syndicate.gateway.sensitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.action.ParameterCommitment;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommittingTest {

    private static final SessionId SESSION = new SessionId(UUID.fromString("0197a3c5-0000-7000-8000-000000000001"));
    private static final byte[] KEY = new byte[32];

    @Test
    void replacesValuesAtAnyDepthAndNothingElse() {
        CommittedAction committed = commit("""
                {"command":"deploy","env":{"TOKEN":"s3cret","HOME":"/root"},"headers":[{"v":"a"},{"v":"b"}],"a/b":1}
                """, "/env/TOKEN", "/headers/*/v", "/a~1b", "/missing/*");

        assertThat(committed.places())
                .containsExactly(
                        "/parameters/env/TOKEN",
                        "/parameters/headers/0/v",
                        "/parameters/headers/1/v",
                        "/parameters/a~1b");
        assertThat(committed.action().commitments()).containsExactlyInAnyOrderElementsOf(committed.places());
        JsonObject parameters = committed.action().parameters();
        assertThat(parameters.string("command")).isEqualTo("deploy");
        assertThat(parameters.object("env").string("HOME")).isEqualTo("/root");
        assertThat(parameters.object("env").get("TOKEN"))
                .isEqualTo(ParameterCommitment.to(
                                JsonValue.of("s3cret"), ParameterCommitment.salt(KEY, SESSION, "/parameters/env/TOKEN"))
                        .toJson());
        assertThat(new String(committed.values(), StandardCharsets.UTF_8)).contains("s3cret");
    }

    @Test
    void commitsToTheWholeWhereAnInnerPathFollows() {
        CommittedAction committed = commit("{\"env\":{\"TOKEN\":\"s3cret\"}}", "/env", "/env/*", "/env");

        assertThat(committed.places()).containsExactly("/parameters/env");
    }

    @Test
    void givesNothingAwayInTargets() {
        CommittedAction committed = commit("{\"url\":\"https://x.example/?key=s3cret\"}", "/url");

        assertThat(committed.action().targets()).hasSize(2).contains("other").noneMatch(t -> t.contains("s3cret"));
        assertThat(committed.action().json().toString()).doesNotContain("s3cret");
    }

    @Test
    void makesTheSameOfTheSameAndAnotherOfAnother() {
        String one = commit("{\"t\":\"a\"}", "/t").action().intentDigest().toString();

        assertThat(commit("{\"t\":\"a\"}", "/t").action().intentDigest()).hasToString(one);
        assertThat(commit("{\"t\":\"b\"}", "/t").action().intentDigest().toString())
                .isNotEqualTo(one);
    }

    @Test
    void refusesPatternsThatAreNoPointers() {
        for (String wrong : List.of("", "env", "/a~2b", "/a~")) {
            assertThatThrownBy(() -> new PathPattern(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesAListByItsContentAndReadsItBack() {
        SensitiveList list = SensitiveList.of(new SensitiveSettings.Listed(
                "acme/checkout", 3, List.of(new SensitiveSettings.Path("shell", "/env/*"))));

        assertThat(SensitiveList.parse(list.canonical())).isEqualTo(list);
        assertThat(list.version()).matches("3:[0-9a-f]{64}");
        assertThat(list.pathsOf(new ToolReference("Bash", "shell", null, null))).hasSize(1);
        assertThat(list.pathsOf(new ToolReference("shell", "other", null, null)))
                .hasSize(1);
        assertThat(list.pathsOf(new ToolReference("Read", "read", null, null))).isEmpty();
    }

    private static CommittedAction commit(String parameters, String... paths) {
        CanonicalAction plain = CanonicalAction.builder()
                .agent(new AgentDescription("anthropic", "claude-code", "2.1.330", "rest"), EnforcementTier.C)
                .principal(new ActionPrincipal(Principal.Kind.PERSON, "https://id.example", "dana", null))
                .workspace(new WorkspaceId("acme/checkout"))
                .session(new ActionSession(SESSION, null, null, null))
                .tool(new ToolReference("Bash", "shell", null, null))
                .kind(ActionKind.COMMAND)
                .targets(List.of("https://x.example/?key=s3cret", "other"))
                .parameters(object(parameters))
                .build();
        return new Committing(place -> ParameterCommitment.salt(KEY, SESSION, place))
                .commit(plain, Stream.of(paths).map(PathPattern::new).toList(), new Commitments("1:x", null));
    }

    private static JsonObject object(String json) {
        try {
            return Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
