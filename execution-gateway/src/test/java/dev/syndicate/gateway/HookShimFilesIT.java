package dev.syndicate.gateway;

import static dev.syndicate.gateway.HookEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.id.ActionId;
import dev.syndicate.contracts.policy.Effect;
import dev.syndicate.gateway.HookShim.Said;
import dev.syndicate.platform.content.PreImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Our shim with the files that a call would change. */
class HookShimFilesIT extends ShimIT {

    @Autowired
    PreImageStore files;

    @ParameterizedTest
    @MethodSource("shellsAndHosts")
    void sendsAFileThatWouldBeChanged(String shell, String host) throws Exception {
        byte[] every = new byte[256 * 1024];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        assertThat(kept(shell, host, every)).contains(every);
    }

    @Test
    void sendsAnEmptyFileAndNoneThatIsTooLong() throws Exception {
        byte[] large = new byte[256 * 1024 + 1];
        assertThat(kept("sh", "gemini", new byte[0])).contains(new byte[0]);
        assertThat(kept("sh", "gemini", large)).isEmpty();
    }

    /** The file as it came with the action that would change it, once people are asked about that. */
    private Optional<byte[]> kept(String shell, String host, byte[] content) throws IOException {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        session = session();
        Files.write(project.resolve("a b"), content);
        HookShim held = start(
                shell,
                host,
                "before",
                HookEvents.edit(host, call(), project.resolve("a b").toString()));
        String action = awaitedAction();
        held.terminate();
        assertDenied(host, held.end());
        return files.find(ActionId.parse(action), Digest.of(content));
    }

    @Test
    void runsAnEditThatPeopleApprovedAlthoughItsFileWasSent() throws Exception {
        POLICY.decideBy(_ -> Effect.REQUIRE_APPROVAL);
        Files.writeString(project.resolve("a"), "one\n");
        String event = HookEvents.edit("cursor", call(), project.resolve("a").toString());
        HookShim held = start("sh", "cursor", "before", event);
        grant(awaitedAction());
        Said allowed = inTheEnd(held, "sh", "cursor", "before", event);
        assertThat(decision("cursor", allowed)).as(allowed.toString()).isEqualTo("allow");
    }
}
