package dev.syndicate.contracts.chain;

import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;

/**
 * Writes a bundle: one JSON object a line, the manifest first, then the records in ascending sequence. Memory does not
 * grow with the bundle.
 */
public final class BundleWriter {

    private final OutputStream out;

    /** Starts a bundle; the stream stays the caller's to close. */
    public BundleWriter(OutputStream out, BundleManifest manifest) throws IOException {
        this.out = out;
        line(manifest.json());
    }

    /** The next record of a range. */
    public void write(ChainRecord record) throws IOException {
        line(members(record).build());
    }

    /** The next record of a selection, with its inclusion proof under the bundle's checkpoint. */
    public void write(ChainRecord record, List<Hash> proof) throws IOException {
        line(members(record).put("proof", BundleManifest.hashes(proof)).build());
    }

    private void line(JsonObject line) throws IOException {
        out.write(CanonicalJson.bytes(line));
        out.write('\n');
    }

    private static JsonObject.Builder members(ChainRecord record) {
        Base64.Encoder base64 = Base64.getEncoder();
        return JsonObject.builder()
                .put("header", base64.encodeToString(record.header()))
                .put("body", base64.encodeToString(record.body()));
    }
}
