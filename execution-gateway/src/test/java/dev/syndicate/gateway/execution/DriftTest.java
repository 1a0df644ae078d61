package dev.syndicate.gateway.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionContext.Repository;
import dev.syndicate.contracts.action.ActionKind;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.AgentDescription;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.action.Operand;
import dev.syndicate.contracts.action.ToolReference;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.execution.RefusalReason;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.Principal;
import dev.syndicate.contracts.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftTest {

    private static final Digest ONE = Digest.of(new byte[] {1});
    private static final Digest TWO = Digest.of(new byte[] {2});

    private record Shape(
            String command,
            @Nullable Digest definition,
            List<Operand> operands,
            String cwd,
            @Nullable Repository repository,
            String call,
            @Nullable String mode) {

        CanonicalAction action() {
            return CanonicalAction.builder()
                    .agent(new AgentDescription("a", "b", "1", "c"), EnforcementTier.C)
                    .principal(ActionPrincipal.of(Principal.of(new Person("https://id", "dana", "Dana", List.of()))))
                    .workspace(new WorkspaceId("acme/checkout"))
                    .session(new ActionSession(new SessionId(new UUID(1, 2)), null, null, mode))
                    .call(new CallReference(call, "test"))
                    .tool(new ToolReference("Bash", "shell", null, definition))
                    .kind(ActionKind.COMMAND)
                    .parameters(JsonObject.builder().put("command", command).build())
                    .context(new ActionContext(cwd, List.of(), repository))
                    .operands(operands)
                    .build();
        }
    }

    private static final Shape AUTHORISED = new Shape(
            "sh a.sh",
            ONE,
            List.of(new Operand("/a.sh", ONE)),
            "/x",
            new Repository(null, "main", "1", false),
            "call-1",
            null);

    private static @Nullable Drift drift(UnaryOperator<Shape> change) {
        return Drift.between(AUTHORISED.action(), change.apply(AUTHORISED).action())
                .orElse(null);
    }

    private static Shape with(Shape it, @Nullable Digest definition, List<Operand> operands, String cwd) {
        return new Shape(it.command(), definition, operands, cwd, it.repository(), it.call(), it.mode());
    }

    @Test
    void isNoneWhereOnlyTheCallDiffers() {
        assertThat(drift(it -> new Shape(
                        it.command(), it.definition(), it.operands(), it.cwd(), it.repository(), "call-2", null)))
                .isNull();
    }

    @Test
    void namesAChangedAnAddedAndAMissingFile() {
        for (List<Operand> now : List.of(
                List.of(new Operand("/a.sh", TWO)),
                List.of(new Operand("/a.sh", null)),
                List.<Operand>of(),
                List.of(new Operand("/a.sh", ONE), new Operand("/b.sh", ONE)))) {
            Drift drift = drift(it -> with(it, ONE, now, "/x"));
            assertThat(drift).isNotNull();
            assertThat(drift.reason()).isEqualTo(RefusalReason.OPERAND_CHANGED);
            assertThat(drift.changed()).hasSize(1);
            assertThat(drift.detail()).doesNotContain(".sh");
        }
    }

    @Test
    void namesAChangedDirectoryAndHead() {
        Drift moved = drift(it -> with(it, ONE, it.operands(), "/y"));
        assertThat(moved).isNotNull();
        assertThat(moved.reason()).isEqualTo(RefusalReason.CONTEXT_CHANGED);
        assertThat(moved.changed()).containsExactly("cwd");
        Drift committed = drift(it -> new Shape(
                it.command(),
                it.definition(),
                it.operands(),
                it.cwd(),
                new Repository(null, "main", "2", true),
                it.call(),
                null));
        assertThat(committed).isNotNull();
        assertThat(committed.changed()).containsExactly("head", "dirty");
    }

    @Test
    void namesTheGravestOfSeveral() {
        Drift tool = drift(it -> with(it, TWO, List.of(), "/y"));
        assertThat(tool).isNotNull();
        assertThat(tool.reason()).isEqualTo(RefusalReason.TOOL_CHANGED);
        Drift file = drift(it -> with(it, ONE, List.of(), "/y"));
        assertThat(file).isNotNull();
        assertThat(file.reason()).isEqualTo(RefusalReason.OPERAND_CHANGED);
    }

    @Test
    void isAMismatchWhereAnythingElseDiffersToo() {
        Drift command = drift(it -> new Shape("rm -rf /", TWO, List.of(), "/y", it.repository(), it.call(), null));
        assertThat(command).isNotNull();
        assertThat(command.reason()).isEqualTo(RefusalReason.DIGEST_MISMATCH);
        Drift mode = drift(it -> new Shape(
                it.command(), it.definition(), it.operands(), it.cwd(), it.repository(), it.call(), "bypass"));
        assertThat(mode).isNotNull();
        assertThat(mode.reason()).isEqualTo(RefusalReason.DIGEST_MISMATCH);
    }
}
