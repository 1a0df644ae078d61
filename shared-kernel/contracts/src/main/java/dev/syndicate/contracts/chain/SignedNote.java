package dev.syndicate.contracts.chain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text signed by one or more keys (c2sp.org/signed-note): the text ending in a newline, an empty line, and one line for
 * each signature. Its text means nothing until a trusted key is found to have signed it.
 *
 * @param text ends in a newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    private static final int MAX_SIGNATURES = 100;
    private static final int MAX_LENGTH = 1 << 20;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("A note has a text ending in a newline and 1 to 100 signatures");
        }
        requireNoControls(text);
    }

    /** Signs this text with these keys. */
    public static SignedNote sign(String text, NoteSigningKey... keys) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigningKey key : keys) {
            signatures.add(NoteSignature.of(key.verificationKey(), key.sign(bytes)));
        }
        return new SignedNote(text, signatures);
    }

    /** Reads a note strictly; whatever the specification does not allow is an {@link IllegalArgumentException}. */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("A note has at most 1 MiB");
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("A note is UTF-8", e);
        }
    }

    /** Reads a note strictly. */
    public static SignedNote parse(String note) {
        requireNoControls(note);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 >= note.length()) {
            throw new IllegalArgumentException("A note is a text, an empty line and signature lines");
        }
        String lines = note.substring(blank + 2, note.length() - 1);
        return new SignedNote(
                note.substring(0, blank + 1),
                lines.lines()
                        .limit(MAX_SIGNATURES + 1L)
                        .map(NoteSignature::parse)
                        .toList());
    }

    /**
     * Whether this key signed the note: at least one line names the key, and every line that names it verifies. Lines of
     * unknown keys are ignored, as the specification demands.
     */
    public boolean isSignedBy(NoteVerificationKey key) {
        List<NoteSignature> own =
                signatures.stream().filter(line -> line.namesKey(key)).toList();
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        return !own.isEmpty() && own.stream().allMatch(line -> key.key().verifies(signed, line.signature()));
    }

    private static void requireNoControls(String text) {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("A note has no control characters");
        }
    }

    /** The whole note, as it is stored and sent. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
