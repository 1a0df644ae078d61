package dev.syndicate.audit.format;

import java.util.Map;

/**
 * OCSF {@code status_id}: whether what the event reports succeeded. A finding has a life of its own: it is new, or it was
 * resolved.
 */
record OcsfStatus(int id, String caption) {

    private static final OcsfStatus UNKNOWN = new OcsfStatus(0, "Unknown");
    private static final OcsfStatus SUCCESS = new OcsfStatus(1, "Success");
    private static final OcsfStatus FAILURE = new OcsfStatus(2, "Failure");

    private static final Map<String, OcsfStatus> BY_OUTCOME = Map.of(
            "", SUCCESS,
            "executed", SUCCESS,
            "approved", SUCCESS,
            "withdrawn", SUCCESS,
            "amended", SUCCESS,
            "outcome-unknown", UNKNOWN);

    static OcsfStatus of(OcsfClass type, ExportedRecord record) {
        if (type.uid() == OcsfClass.DETECTION_FINDING) {
            return type.activity() == 1 ? new OcsfStatus(1, "New") : new OcsfStatus(4, "Resolved");
        }
        return BY_OUTCOME.getOrDefault(record.text("outcome", "result"), FAILURE);
    }
}
