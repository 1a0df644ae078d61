package dev.syndicate.audit.format;

import java.util.Map;
import java.util.Set;

/**
 * The OCSF event class and activity that an event is reported as (docs/reference/ocsf.md shows the whole mapping). An
 * activity that a class has no number for is 99, with its own name, as OCSF asks.
 *
 * @param category category uid
 * @param uid class uid
 * @param activity activity id
 * @param activityName its caption, or our own name for 99
 */
record OcsfClass(int category, String categoryName, int uid, String className, int activity, String activityName) {

    static final int API_ACTIVITY = 6003;
    static final int ENTITY_MANAGEMENT = 3004;
    static final int DETECTION_FINDING = 2004;

    private static final int OTHER = 99;

    private static final Map<String, OcsfClass> OWN = Map.of(
            "IntegrityViolationFound", finding(1, "Create"),
            "IntegrityFindingReleased", finding(3, "Close"),
            "PolicyPublished", entity(1, "Create"),
            "PolicyActivated", entity(10, "Activate"));

    private static final Set<String> CREATE = Set.of("SessionOpened", "ActionProposed", "ApprovalRequested");
    private static final Set<String> READ = Set.of("RecordsExported", "RecordsRead", "EvidenceExported");
    private static final Set<String> DELETE = Set.of("SessionClosed", "ActionWithdrawn", "ApprovalWithdrawn");

    static OcsfClass of(ExportedRecord record) {
        String event = record.eventName();
        return OWN.getOrDefault(event, api(event));
    }

    int typeUid() {
        return uid * 100 + activity;
    }

    private static OcsfClass api(String event) {
        if (CREATE.contains(event)) {
            return api(1, "Create");
        }
        if (READ.contains(event)) {
            return api(2, "Read");
        }
        return DELETE.contains(event) ? api(4, "Delete") : api(OTHER, event);
    }

    private static OcsfClass api(int activity, String name) {
        return new OcsfClass(6, "Application Activity", API_ACTIVITY, "API Activity", activity, name);
    }

    private static OcsfClass entity(int activity, String name) {
        return new OcsfClass(3, "Identity & Access Management", ENTITY_MANAGEMENT, "Entity Management", activity, name);
    }

    private static OcsfClass finding(int activity, String name) {
        return new OcsfClass(2, "Findings", DETECTION_FINDING, "Detection Finding", activity, name);
    }
}
