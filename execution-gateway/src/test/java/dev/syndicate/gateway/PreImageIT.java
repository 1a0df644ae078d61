package dev.syndicate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.AmendedAction;
import dev.syndicate.contracts.execution.DraftAmendment;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.platform.content.PreImageStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files as they are before a change go to reviewers, whole and exactly these, or not at all. */
class PreImageIT extends GatewayIT {

    private static final byte[] FILE = "one\ntwo\u202e\n\0".getBytes(StandardCharsets.UTF_8);

    @Autowired
    PreImageStore files;

    @Autowired
    CommandGateway commands;

    private String session;

    @BeforeEach
    void openASession() {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        session = session();
    }

    @Test
    void keepsTheFileThatTheOperandNames() {
        Answer proposed = propose(FILE, images(FILE));
        assertThat(proposed.text("state")).isEqualTo("awaiting-approval");
        assertThat(kept(proposed.text("action"), FILE)).contains(FILE);
        assertThat(kept(UUID.randomUUID().toString(), FILE)).isEmpty();
        assertThat(count("SELECT count(*) FROM content.personal WHERE position('\\x%s'::bytea IN ciphertext) > 0"
                        .formatted(HexFormat.of().formatHex(FILE))))
                .isZero();
    }

    @Test
    void isThatOfTheActionThatAReviewerMakesOutOfIt() {
        Answer proposed = propose(FILE, images(FILE));
        ApprovalId approval = approvalOf(proposed);
        AmendedAction draft = commands.sendAndWait(new DraftAmendment(
                ActionId.parse(proposed.text("action")),
                approval,
                new ActionId(UUID.randomUUID()),
                "{\"file_path\":\"/src/a\",\"old_string\":\"one\",\"new_string\":\"three\"}",
                null));
        APPROVALS.amend(approval, database, draft);
        eventually(() -> events(draft.action().toString()).contains("ApprovalAwaited"));
        assertThat(kept(draft.action().toString(), FILE)).contains(FILE);
    }

    @Test
    void refusesAnotherFileThanTheOperandNames() {
        Answer refused = propose(FILE, images(Arrays.copyOf(FILE, FILE.length - 1)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("pre-image-mismatch");
        Answer elsewhere = propose(FILE, images(FILE).replace("/src/a", "/src/b"));
        assertThat(elsewhere.problem()).isEqualTo("pre-image-mismatch");
        Answer command =
                post("/v1/actions", session, command(call(), "ls").replaceFirst("\\{", "{" + images(FILE) + ","));
        assertThat(command.problem()).isEqualTo("pre-image-mismatch");
        assertThat(actions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[1]",
                "[{}]",
                "[{\"path\":\"/src/a\"}]",
                "[{\"path\":\"/src/a\",\"content\":1}]",
                "[{\"path\":\"/src/a\",\"content\":\"???\"}]",
                "[{\"path\":\"/src/a\",\"content\":\"\",\"digest\":\"\"}]"
            })
    void refusesWhatHasNotItsForm(String images) {
        Answer refused = propose(FILE, "\"preImages\":" + images);
        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(actions()).isZero();
    }

    @Test
    void isNoPartOfWhatIsAboutToRun() {
        Answer approved = approved(session, edit(call(), FILE, ""));
        String presented = edit(call(), FILE, images(FILE));
        Answer refused = post("/v1/executions", session, execution(approved.text("permit", "permit"), presented));
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(refused.text("pointer")).isEqualTo("/preImages");
    }

    @Test
    void goesToPeopleWithoutAFileThatIsTooLarge() {
        byte[] large = new byte[256 * 1024 + 1];
        Answer proposed = propose(large, images(large));
        assertThat(proposed.text("state")).isEqualTo("awaiting-approval");
        assertThat(kept(proposed.text("action"), large)).isEmpty();
    }

    @Test
    void keepsNothingOfWhatNobodyIsAskedAbout() {
        POLICY.decideBy(_ -> Effect.ALLOW);
        Answer proposed = propose(FILE, images(FILE));
        assertThat(proposed.text("state")).isEqualTo("authorised");
        assertThat(kept(proposed.text("action"), FILE)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.syndicate.gateway.HookEvents#commandHosts")
    void deniesAHookWhoseFileIsAnotherThanItPinned(String host) {
        String event = HookEvents.edit(host, HookEvents.call(), "/src/a");
        String facts = "syndicate-hook/1\noperand %s /src/a\npre-image %s /src/a\n\n";
        Answer denied = post(
                "/v1/hooks/" + host + "/calls",
                session,
                facts.formatted(Digest.of(FILE).hex(), base64(new byte[] {1})) + event,
                "Syndicate-Wait",
                "0");
        assertThat(HookEvents.decision(host, denied)).isEqualTo("deny");
        assertThat(denied.body().toString()).contains("pre-image-mismatch");
        assertThat(actions()).isZero();

        post(
                "/v1/hooks/" + host + "/calls",
                session,
                facts.formatted(Digest.of(FILE).hex(), base64(FILE)) + event,
                "Syndicate-Wait",
                "0");
        assertThat(actions()).isOne();
    }

    private Answer propose(byte[] file, String images) {
        return post("/v1/actions", session, edit(call(), file, images));
    }

    private static String edit(String call, byte[] file, String more) {
        return """
                {%s"tool":{"rawName":"Edit","canonicalName":"edit"},"kind":"file-edit","targets":["/src/a"],\
                "parameters":{"file_path":"/src/a","old_string":"one","new_string":"two"},"context":{"cwd":"/src"},\
                "operands":[{"path":"/src/a","digest":"%s"}],"call":{"id":"%s","source":"rest"}}""".formatted(more.isEmpty() ? "" : more + ",", Digest.of(file), call);
    }

    private static String images(byte[] content) {
        return "\"preImages\":[{\"path\":\"/src/a\",\"content\":\"%s\"}]".formatted(base64(content));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Optional<byte[]> kept(String action, byte[] file) {
        return files.find(ActionId.parse(action), Digest.of(file));
    }

    private long actions() {
        return count("SELECT count(*) FROM gateway.action a WHERE a.session = '%s'".formatted(sessionId(session)));
    }
}
