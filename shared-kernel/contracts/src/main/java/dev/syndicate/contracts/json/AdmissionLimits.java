package dev.syndicate.contracts.json;

/**
 * How much JSON is admitted.
 *
 * @param maxBytes at most so many bytes of input; the default is 8 MiB
 */
public record AdmissionLimits(int maxBytes) {

    /** 8 MiB. */
    public static final AdmissionLimits DEFAULT = new AdmissionLimits(8 * 1024 * 1024);

    public AdmissionLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("At least one byte has to be admitted");
        }
    }
}
