package dev.syndicate.contracts.evidence;

import dev.syndicate.contracts.chain.ChainFault;
import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.json.AdmissionLimits;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of an archive, with nothing in it but what may be there (docs/spec/evidence.md, section 2). */
final class EvidenceArchive implements AutoCloseable {

    static final String BUNDLE = "bundle.jsonl";

    private static final String MANIFEST = "manifest.json";
    private static final String PAGE = "index.html";
    private static final int MAX_MANIFEST = 64 << 20;
    private static final int END_RECORD = 22;
    private static final Pattern OTHERS =
            Pattern.compile("content/[0-9a-f]{64}|policy/[0-9]{1,19}-[0-9a-f]{64}\\.json");

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private EvidenceArchive(ZipFile zip) {
        this.zip = zip;
    }

    static EvidenceArchive open(Path file) throws IOException, BrokenEvidenceException {
        requireEnds(file);
        try {
            EvidenceArchive archive = new EvidenceArchive(new ZipFile(file.toFile()));
            archive.readNames();
            return archive;
        } catch (ZipException e) {
            throw malformed("It is not an archive: " + e.getMessage());
        }
    }

    /** Whether the file begins as an archive does, and not as a bundle. */
    static boolean begins(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return in.length() >= 4 && in.readInt() == 0x504b0304;
        }
    }

    /** The names besides the manifest's, in their order. */
    Map<String, ZipEntry> entries() {
        return entries;
    }

    InputStream stream(String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name));
    }

    byte[] bytes(String name) throws IOException {
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        }
    }

    JsonObject manifest() throws IOException, BrokenEvidenceException {
        try (InputStream in = stream(MANIFEST)) {
            byte[] bytes = in.readNBytes(MAX_MANIFEST + 1);
            return Json.admitObject(bytes, new AdmissionLimits(MAX_MANIFEST));
        } catch (InadmissibleJsonException e) {
            throw malformed("The manifest cannot be read: " + e.getMessage());
        } catch (ZipException e) {
            throw malformed("The manifest cannot be unpacked: " + e.getMessage());
        }
    }

    /** Whether the file is the one that the manifest lists. */
    boolean matches(String name, JsonObject listed) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = stream(name)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        } catch (ZipException damaged) {
            return false;
        }
        return size == listed.integer("size")
                && Digest.ofHash(digest.digest()).toString().equals(listed.string("sha256"));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void readNames() throws BrokenEvidenceException {
        String last = "";
        for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
            last = entry.getName();
            boolean known = last.equals(BUNDLE) || last.equals(PAGE) || last.equals(MANIFEST);
            if (!known && !OTHERS.matcher(last).matches() || entries.put(last, entry) != null) {
                throw malformed("A file is there that may not be, or twice");
            }
        }
        if (!last.equals(MANIFEST) || !entries.containsKey(BUNDLE) || !entries.containsKey(PAGE)) {
            throw malformed("bundle.jsonl and index.html have to be there, and manifest.json at the end");
        }
        entries.remove(MANIFEST);
    }

    private static void requireEnds(Path file) throws IOException, BrokenEvidenceException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            boolean ends = false;
            if (in.length() >= END_RECORD) {
                in.seek(in.length() - END_RECORD);
                ends = in.readInt() == 0x504b0506;
            }
            if (!ends) {
                throw malformed("Something stands behind the archive");
            }
        }
    }

    private static BrokenEvidenceException malformed(String detail) {
        return new BrokenEvidenceException(ChainFault.BUNDLE_MALFORMED, null, detail);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform is required to have SHA-256", e);
        }
    }
}
