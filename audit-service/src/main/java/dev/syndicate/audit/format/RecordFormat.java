package dev.syndicate.audit.format;

import java.util.List;
import java.util.stream.Stream;

/**
 * A form in which records leave. Stateless, and a function of the record alone: the same record always has the same
 * bytes, so that an export that broke off can be continued, and its digest stated.
 */
public interface RecordFormat {

    /** What it is called in requests and settings, for example {@code csv}. */
    String name();

    /** The media type of a sequence of records. */
    String mediaType();

    /** The media type of one record. */
    String singleType();

    /** The usual end of a file's name, without the dot. */
    String fileType();

    /** What stands in front of the first record. */
    default byte[] start() {
        return new byte[0];
    }

    /** One record by itself. */
    byte[] single(ExportedRecord record);

    /** One record as part of a sequence, with whatever separates it from the next. */
    byte[] framed(ExportedRecord record);

    /** The media type of {@link #batch}. */
    default String batchType() {
        return mediaType();
    }

    /** Some records as one message. */
    default byte[] batch(List<ExportedRecord> records) {
        return Bytes.join(Stream.concat(Stream.of(start()), records.stream().map(this::framed))
                .toArray(byte[][]::new));
    }
}
