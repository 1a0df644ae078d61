package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.AdmissionLimits;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bundle behind the manifest. A line that is written exactly as {@link BundleWriter} writes it is cut by its
 * bytes; every other one, and every one that such a cut cannot make sense of, is read by the strict parser, so that both
 * ways judge alike.
 *
 * @param record header and body, looked at
 * @param proof the inclusion path in a selection, otherwise empty
 */
record RecordLine(CheckedRecord record, List<Hash> proof) {

    private static final Set<String> MEMBERS = Set.of("header", "body", "proof");
    private static final byte[] OPENING = ascii("{\"body\":\"");
    private static final byte[] BETWEEN = ascii("\",\"header\":\"");
    private static final byte[] CLOSING = ascii("\"}");
    private static final int HEADER_TEXT = 4 * ((RecordHeader.LENGTH + 2) / 3);

    /** Reads a line; an {@link IllegalArgumentException} when it is not one of such a bundle. */
    static RecordLine parse(byte[] line, boolean proved) {
        ChainRecord cut = proved ? null : cut(line);
        return cut == null ? strict(line, proved) : new RecordLine(CheckedRecord.of(cut), List.of());
    }

    /** One object, by the strict parser. */
    static JsonObject object(byte[] line) {
        if (line.length == 0) {
            throw new IllegalArgumentException("A bundle has no empty lines");
        }
        try {
            return Json.admitObject(line, new AdmissionLimits(BundleLines.MAX_LINE));
        } catch (InadmissibleJsonException e) {
            throw new IllegalArgumentException("A line of a bundle is a JSON object: " + e.getMessage(), e);
        }
    }

    static RecordLine strict(byte[] bytes, boolean proved) {
        JsonObject line = object(bytes);
        if (!MEMBERS.containsAll(line.names()) || line.has("proof") != proved) {
            throw new IllegalArgumentException("A record's line has a header and a body, in a selection a proof");
        }
        ChainRecord record =
                new ChainRecord(NoteKeys.base64(line.string("header")), NoteKeys.base64(line.string("body")));
        List<Hash> proof = proved
                ? line.strings("proof").stream().map(BundleManifest::hash).toList()
                : List.of();
        return new RecordLine(CheckedRecord.of(record), proof);
    }

    private static @Nullable ChainRecord cut(byte[] line) {
        int header = line.length - CLOSING.length - HEADER_TEXT;
        int bodyEnd = header - BETWEEN.length;
        if (bodyEnd < OPENING.length
                || !stands(OPENING, line, 0)
                || !stands(BETWEEN, line, bodyEnd)
                || !stands(CLOSING, line, line.length - CLOSING.length)) {
            return null;
        }
        byte[] headerBytes = base64(line, header, header + HEADER_TEXT);
        byte[] bodyBytes = base64(line, OPENING.length, bodyEnd);
        return headerBytes == null || bodyBytes == null ? null : new ChainRecord(headerBytes, bodyBytes);
    }

    private static byte @Nullable [] base64(byte[] line, int from, int to) {
        if ((to - from) % 4 != 0 || hasSpareBits(line, from, to)) {
            return null;
        }
        byte[] text = new byte[to - from];
        System.arraycopy(line, from, text, 0, text.length);
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** Java's decoder does not mind bits behind the last byte; the one spelling of Base 64 has none. */
    private static boolean hasSpareBits(byte[] line, int from, int to) {
        if (to == from || line[to - 1] != '=') {
            return false;
        }
        boolean two = line[to - 2] == '=';
        int last = value(line[two ? to - 3 : to - 2]);
        return last < 0 || (last & (two ? 0xf : 0x3)) != 0;
    }

    private static int value(byte digit) {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(digit);
    }

    private static boolean stands(byte[] text, byte[] line, int at) {
        return java.util.Arrays.equals(text, 0, text.length, line, at, at + text.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
