package dev.syndicate.audit.evidence;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a ZIP archive whose last entry lists all others with size and SHA-256. Each entry is streamed. */
final class Archive implements AutoCloseable {

    private final ZipOutputStream zip;
    private final LocalDateTime written;
    private final List<JsonObject> files = new ArrayList<>();

    Archive(OutputStream out, Instant written) {
        this.zip = new ZipOutputStream(out);
        this.written = LocalDateTime.ofInstant(written, ZoneOffset.UTC);
    }

    /** Writes the bytes of one entry. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    void file(String path, Body body) throws IOException {
        start(path);
        Counted counted = new Counted(zip);
        body.writeTo(counted);
        zip.closeEntry();
        files.add(JsonObject.builder()
                .put("path", path)
                .put("size", counted.size)
                .put("sha256", "sha256:" + HexFormat.of().formatHex(counted.digest.digest()))
                .build());
    }

    /** Ends the archive with this manifest, to which the list of files is added. */
    void manifest(JsonObject manifest) throws IOException {
        start("manifest.json");
        zip.write(CanonicalJson.bytes(manifest.with("files", JsonArray.of(files))));
        zip.write('\n');
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.finish();
    }

    private void start(String path) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(written);
        zip.putNextEntry(entry);
    }

    /** Counts and hashes what passes; closing it leaves the archive open. */
    private static final class Counted extends FilterOutputStream {

        private final MessageDigest digest = sha256();
        private long size;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }
}
