package dev.syndicate.audit.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One JSON object a line. The header is Base64; the body stands in the line byte for byte as it is hashed, from behind
 * {@code "body":} up to the line's last brace, which its canonical form allows: it holds no line break.
 */
final class JsonLines implements RecordFormat {

    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String mediaType() {
        return "application/jsonl";
    }

    @Override
    public String singleType() {
        return "application/json";
    }

    @Override
    public String fileType() {
        return "jsonl";
    }

    @Override
    public byte[] single(ExportedRecord record) {
        String front = "{\"sequence\":%d,\"leaf\":\"%s\",\"header\":\"%s\",\"body\":"
                .formatted(
                        record.sequence(),
                        record.record().leaf(),
                        Base64.getEncoder().encodeToString(record.record().header()));
        return Bytes.join(
                front.getBytes(StandardCharsets.US_ASCII), record.record().body(), Bytes.of("}"));
    }

    @Override
    public byte[] framed(ExportedRecord record) {
        return Bytes.line(single(record));
    }
}
