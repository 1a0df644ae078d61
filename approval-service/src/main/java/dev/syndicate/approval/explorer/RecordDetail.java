package dev.syndicate.approval.explorer;

import dev.syndicate.approval.console.Moments;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One record as a page shows it.
 *
 * @param proof absent while no checkpoint covers the record
 * @param unproved why there is no proof; empty when there is one
 */
public record RecordDetail(
        long sequence,
        Kind kind,
        String event,
        String recordedAt,
        Subject subject,
        List<Answer> answers,
        Hashes hashes,
        Bytes bytes,
        @Nullable Proof proof,
        String unproved) {

    /** What is hashed, as stated and as these bytes give it. */
    public record Hashes(
            String leaf, String previous, String stated, String given, boolean bodyIsWhole, boolean leafIsRight) {

        public boolean right() {
            return bodyIsWhole && leafIsRight;
        }
    }

    /** The bytes themselves; a long body is shown to a length, and can be fetched whole. */
    public record Bytes(List<String> header, List<Piece> body, int length, boolean cut) {}

    /** Of what the record speaks, so far as evidence of it can be had; empty for none. */
    public record Subject(String action, String session) {}

    private static final int SHOWN = 60_000;
    private static final int HEADER_LINE = 20;

    static RecordDetail of(SealedRecord record, Facts story, @Nullable Proof proof, String unproved, Moments moments) {
        String type = record.facts().text("event", "type");
        return new RecordDetail(
                record.sequence(),
                Kind.of(type, record.facts().text("outcome", "result")),
                Kind.words(type),
                moments.at(record.parsed().recordedAt()),
                new Subject(record.facts().text("action", "id"), record.facts().text("session")),
                Answers.of(record.facts(), story),
                hashes(record),
                bytes(record),
                proof,
                unproved);
    }

    public String number() {
        return RecordRow.number(sequence);
    }

    public @Nullable String previousHref() {
        return sequence == 0 ? null : "/audit/records/" + (sequence - 1);
    }

    static Hashes hashes(SealedRecord record) {
        return new Hashes(
                record.leaf().toString(),
                record.parsed().previous().toString(),
                record.parsed().bodyHash().toString(),
                record.bodyHash().toString(),
                record.bodyIsWhole(),
                record.leafIsRight());
    }

    private static Bytes bytes(SealedRecord record) {
        String body = new String(record.body(), StandardCharsets.UTF_8);
        boolean cut = body.length() > SHOWN;
        return new Bytes(
                hex(record.header()), Escapes.pieces(cut ? body.substring(0, SHOWN) : body), record.body().length, cut);
    }

    private static List<String> hex(byte[] header) {
        return IntStream.range(0, (header.length + HEADER_LINE - 1) / HEADER_LINE)
                .mapToObj(line -> HexFormat.ofDelimiter(" ")
                        .formatHex(header, line * HEADER_LINE, Math.min(header.length, (line + 1) * HEADER_LINE)))
                .toList();
    }
}
