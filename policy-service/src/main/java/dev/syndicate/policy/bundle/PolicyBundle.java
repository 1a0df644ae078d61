package dev.syndicate.policy.bundle;

import dev.syndicate.contracts.json.AdmissionLimits;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.platform.problem.PayloadTooLargeException;

/**
 * A bundle that was admitted and that compiled: its canonical bytes, which are stored, hashed and served, and what they
 * decide. See docs/spec/policy-bundle.md.
 */
public final class PolicyBundle {

    /** Longer bodies are refused before they are read as YAML or JSON. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_DEPTH = 16;
    /** Of the JSON that YAML is rewritten as: escapes make it longer than the text was. */
    private static final AdmissionLimits LIMITS = new AdmissionLimits(8 * MAX_BYTES);

    private final JsonObject value;
    private final CompiledBundle compiled;

    private PolicyBundle(JsonObject value) {
        this.value = value;
        this.compiled = BundleReader.read(value);
    }

    /**
     * Reads the restricted YAML. Throws {@link PayloadTooLargeException}, {@link InadmissibleBundleException} or
     * {@link InvalidBundleException}, each of them a problem.
     */
    public static PolicyBundle fromYaml(byte[] yaml) {
        return admitted(RestrictedYaml.toJson(ofAllowedSize(yaml)));
    }

    /** Reads JSON; throws as {@link #fromYaml} does. */
    public static PolicyBundle fromJson(byte[] json) {
        return admitted(ofAllowedSize(json));
    }

    private static byte[] ofAllowedSize(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new PayloadTooLargeException(MAX_BYTES);
        }
        return body;
    }

    private static PolicyBundle admitted(byte[] json) {
        try {
            JsonObject value = Json.admitObject(json, LIMITS);
            if (value.depth() > MAX_DEPTH) {
                throw new InadmissibleBundleException(
                        "too-deep", "A bundle is at most %d levels deep".formatted(MAX_DEPTH), 1, 1);
            }
            return new PolicyBundle(value);
        } catch (InadmissibleJsonException refused) {
            throw new InadmissibleBundleException(
                    refused.code().wireName(), String.valueOf(refused.getMessage()), 1, refused.offset() + 1);
        }
    }

    /** The RFC 8785 bytes. Plain SHA-256 over them is the second half of a policy version. */
    public byte[] canonicalBytes() {
        return CanonicalJson.bytes(value);
    }

    public CompiledBundle compiled() {
        return compiled;
    }
}
