package dev.syndicate.approval.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.chain.LogId;
import dev.syndicate.contracts.chain.NoteSigningKey;
import dev.syndicate.contracts.chain.SignedNote;
import dev.syndicate.platform.security.PeerProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedKeysTest {

    private static final LogId LOG = new LogId(UUID.fromString("019577a0-0000-7000-8000-000000000001"));
    private static final NoteSigningKey KEY = NoteSigningKey.generate(LOG);
    private static final NoteSigningKey NEXT = NoteSigningKey.generate(LOG);
    private static final String TEXT = "syndicate.dev/log/one\n7\nAAAA\n";

    @TempDir
    Path trust;

    private PinnedKeys keys = new PinnedKeys(new PeerProperties(Path.of(""), Path.of(""), Map.of()));

    @BeforeEach
    void look() {
        keys = new PinnedKeys(new PeerProperties(trust, trust, Map.of()));
    }

    @Test
    void checksNothingWithoutAKey() throws IOException {
        Files.writeString(trust.resolve("audit-service.pub.pem"), "of a service, not of the log");
        assertThat(keys.judge(SignedNote.sign(TEXT, KEY))).isEqualTo(Signature.UNCHECKED);
    }

    @Test
    void namesTheKeyUnderWhichTheSignatureVerifies() throws IOException {
        pin("audit-log", KEY);
        Signature signature = keys.judge(SignedNote.sign(TEXT, KEY));
        assertThat(signature.verified()).isTrue();
        assertThat(signature.words()).contains(KEY.verificationKey().id());
    }

    @Test
    void saysThatAnotherKeySignedUntilThatKeyIsPinnedToo() throws IOException {
        pin("audit-log", KEY);
        SignedNote rotated = SignedNote.sign(TEXT, NEXT);
        assertThat(keys.judge(rotated)).isEqualTo(Signature.STRANGE);
        pin("audit-log-2", NEXT);
        assertThat(keys.judge(rotated).verified()).isTrue();
        assertThat(keys.judge(SignedNote.sign(TEXT, KEY, NEXT)).verified()).isTrue();
    }

    @Test
    void seesThroughASignatureOfAnotherText() throws IOException {
        pin("audit-log", KEY);
        SignedNote signed = SignedNote.sign(TEXT, KEY);
        SignedNote forged = new SignedNote(TEXT.replace("7", "8"), signed.signatures());
        assertThat(keys.judge(forged)).isEqualTo(Signature.FORGED);
    }

    private void pin(String name, NoteSigningKey key) throws IOException {
        Files.writeString(trust.resolve(name + ".vkey"), key.verificationKey() + "\n");
    }
}
