package dev.syndicate.audit.format;

import java.nio.charset.StandardCharsets;

/**
 * Syslog (RFC 5424) with a CEF message, facility 13 (log audit). In a sequence each message follows its length in octets
 * (RFC 6587, 3.4.1; RFC 5425, 4.3), so that no character in it can end it. The message starts with the byte order mark
 * that RFC 5424 asks for where it is UTF-8, unless it is plain ASCII, which needs none and is what most receivers expect.
 */
final class Syslog implements RecordFormat {

    private static final int FACILITY = 13;
    private static final int MAX_MESSAGE_ID = 32;

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public String mediaType() {
        return "application/octet-stream";
    }

    @Override
    public String singleType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public String fileType() {
        return "syslog";
    }

    @Override
    public byte[] single(ExportedRecord record) {
        String cef = Cef.of(record);
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(cef);
        return Bytes.of("<%d>1 %s syndicate syndicate - %s - %s%s"
                .formatted(
                        FACILITY * 8 + Severity.of(record).syslog,
                        record.text("event", "occurredAt"),
                        messageId(record.eventName()),
                        ascii ? "" : "\uFEFF",
                        cef));
    }

    @Override
    public byte[] framed(ExportedRecord record) {
        byte[] message = single(record);
        return Bytes.join(Bytes.of(message.length + " "), message);
    }

    /** Printable ASCII without blanks, at most 32 characters. */
    private static String messageId(String name) {
        String printable = name.replaceAll("[^\\x21-\\x7e]", "_");
        String id = printable.substring(0, Math.min(MAX_MESSAGE_ID, printable.length()));
        return id.isEmpty() ? "-" : id;
    }
}
