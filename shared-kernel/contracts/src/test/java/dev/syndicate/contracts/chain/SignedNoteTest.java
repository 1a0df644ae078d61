package dev.syndicate.contracts.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignedNoteTest {

    private final JsonNode vectors = vectors();
    private final NoteVerificationKey peter = NoteVerificationKey.parse(text("vkey"));
    private final NoteVerificationKey enoch = NoteVerificationKey.parse(text("otherVkey"));

    @Test
    void signsTheReferenceNote() {
        NoteSigningKey key = NoteSigningKey.parse(text("skey"));
        assertThat(SignedNote.sign(text("text"), key)).hasToString(text("note"));
        assertThat(key.verificationKey()).hasToString(text("vkey"));
        assertThat(key.secretText()).isEqualTo(text("skey"));
    }

    @Test
    void verifiesEachSignatureOfTwo() {
        SignedNote note = SignedNote.parse(text("noteOfTwo"));
        assertThat(note.isSignedBy(peter)).isTrue();
        assertThat(note.isSignedBy(enoch)).isTrue();
        assertThat(note).hasToString(text("noteOfTwo"));
        assertThat(SignedNote.parse(text("note")).isSignedBy(enoch)).isFalse();
    }

    @Test
    void refusesABadSignatureOfAKnownKey() {
        vectors.get("invalid")
                .forEach(note -> assertThat(SignedNote.parse(note.asText()).isSignedBy(peter))
                        .isFalse());
        SignedNote good = SignedNote.parse(text("note"));
        assertThat(new SignedNote("x" + good.text(), good.signatures()).isSignedBy(peter))
                .isFalse();
    }

    @Test
    void refusesMalformedNotes() {
        vectors.get("malformed")
                .forEach(note -> assertThatThrownBy(() -> SignedNote.parse(note.asText()))
                        .isInstanceOf(IllegalArgumentException.class));
        String repeated = text("text") + "\n"
                + text("note").substring(text("text").length() + 1).repeat(101);
        assertThatThrownBy(() -> SignedNote.parse(repeated)).isInstanceOf(IllegalArgumentException.class);
        byte[] notUtf8 = text("note").getBytes(StandardCharsets.UTF_8);
        notUtf8[0] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(notUtf8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesEveryMangledKey() {
        vectors.get("badVkeys")
                .forEach(key -> assertThatThrownBy(() -> NoteVerificationKey.parse(key.asText()))
                        .isInstanceOf(IllegalArgumentException.class));
        String vkey = text("vkey");
        String skey = text("skey");
        for (int i = 0; i < vkey.length(); i++) {
            String cut = vkey.substring(i + 1);
            assertThatThrownBy(() -> NoteVerificationKey.parse(cut)).isInstanceOf(IllegalArgumentException.class);
            String changed = changedAt(vkey, i);
            assertThatThrownBy(() -> NoteVerificationKey.parse(changed)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int i = 0; i < skey.length(); i++) {
            String changed = changedAt(skey, i);
            assertThatThrownBy(() -> NoteSigningKey.parse(changed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsACheckpointOfAnotherImplementation() {
        SignedNote note = SignedNote.parse(text("checkpoint"));
        assertThat(note.isSignedBy(NoteVerificationKey.parse(text("checkpointVkey"))))
                .isTrue();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.size()).isEqualTo(15);
        assertThat(Base64.getEncoder().encodeToString(checkpoint.root().bytes()))
                .isEqualTo(text("checkpointRoot"));
        assertThat(checkpoint.text()).isEqualTo(note.text());
    }

    @Test
    void refusesCheckpointsThatAreNotThreePlainLines() {
        String root = text("checkpointRoot");
        for (String bad : new String[] {
            "o\n15\n" + root + "\nextension\n",
            "o\n015\n" + root + "\n",
            "o\n-1\n" + root + "\n",
            "o\n15\nAAAA\n",
            "\n15\n" + root + "\n",
            "o\n15\n" + root,
            "o\n15\n"
        }) {
            assertThatThrownBy(() -> Checkpoint.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aKeyOfALogNamesTheLog() {
        LogId log = LogId.parse("01980f3e-7c00-7000-8000-000000000001");
        NoteVerificationKey key = NoteSigningKey.generate(log).verificationKey();
        assertThat(NoteVerificationKey.parse(key.toString())).isEqualTo(key);
        assertThat(key.log()).isEqualTo(log);
        LogOrigin origin = new LogOrigin(log, 1);
        assertThat(LogOrigin.parse(origin.toString())).isEqualTo(origin);
        assertThatThrownBy(peter::log).isInstanceOf(IllegalArgumentException.class);
    }

    private static String changedAt(String text, int index) {
        char[] chars = text.toCharArray();
        chars[index]++;
        return new String(chars);
    }

    private String text(String name) {
        return vectors.get(name).asText();
    }

    private static JsonNode vectors() {
        try {
            return Vectors.read(Vectors.CHAIN_FORMAT, "signed-note.json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
