package dev.syndicate.contracts.chain;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One signature line of a note: {@code — <name> <base64(key id || signature)>}.
 *
 * @param name the key's name
 * @param keyId eight hexadecimal digits
 * @param encoded the key id and the signature, in canonical Base 64
 */
public record NoteSignature(String name, String keyId, String encoded) {

    private static final String DASH = "\u2014 ";
    private static final int KEY_ID_LENGTH = 4;

    static NoteSignature of(NoteVerificationKey key, byte[] signature) {
        byte[] id = HexFormat.of().parseHex(key.id());
        byte[] all = ByteBuffer.allocate(KEY_ID_LENGTH + signature.length)
                .put(id)
                .put(signature)
                .array();
        return new NoteSignature(key.name(), key.id(), Base64.getEncoder().encodeToString(all));
    }

    static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new IllegalArgumentException("A signature line is an em dash, a name and the signature");
        }
        String encoded = line.substring(space + 1);
        byte[] all = NoteKeys.base64(encoded);
        if (all.length <= KEY_ID_LENGTH) {
            throw new IllegalArgumentException("A signature is longer than its key id");
        }
        String id = HexFormat.of().formatHex(all, 0, KEY_ID_LENGTH);
        return new NoteSignature(NoteKeys.requireName(line.substring(DASH.length(), space)), id, encoded);
    }

    boolean namesKey(NoteVerificationKey key) {
        return name.equals(key.name()) && keyId.equals(key.id());
    }

    byte[] signature() {
        byte[] all = NoteKeys.base64(encoded);
        return Arrays.copyOfRange(all, KEY_ID_LENGTH, all.length);
    }

    /** The line without its newline. */
    @Override
    public String toString() {
        return DASH + name + " " + encoded;
    }
}
