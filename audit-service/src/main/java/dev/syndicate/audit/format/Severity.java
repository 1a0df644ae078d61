package dev.syndicate.audit.format;

import java.util.Map;

/** How much a record should worry whoever watches; each form has numbers of its own for it. */
enum Severity {
    INFORMATIONAL(6, 1, 1),
    LOW(5, 3, 2),
    MEDIUM(4, 5, 3),
    HIGH(3, 8, 4),
    CRITICAL(2, 10, 5);

    private static final Map<String, Severity> BY_OUTCOME = Map.of(
            "executed-but-different", HIGH,
            "refused", MEDIUM,
            "denied-by-policy", MEDIUM,
            "denied-by-reviewer", MEDIUM,
            "vote-refused", MEDIUM,
            "execution-failed", LOW,
            "outcome-unknown", LOW,
            "withdrawn", LOW,
            "superseded", LOW,
            "expired", LOW);

    /** RFC 5424, 6.2.1. */
    final int syslog;
    /** Common Event Format, 0 to 10. */
    final int cef;
    /** OCSF {@code severity_id}. */
    final int ocsf;

    Severity(int syslog, int cef, int ocsf) {
        this.syslog = syslog;
        this.cef = cef;
        this.ocsf = ocsf;
    }

    static Severity of(ExportedRecord record) {
        boolean violated = record.eventName().equals("IntegrityViolationFound")
                || record.text("integrity", "intact").equals("false");
        return violated ? CRITICAL : BY_OUTCOME.getOrDefault(record.text("outcome", "result"), INFORMATIONAL);
    }

    /** As OCSF writes it. */
    String caption() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
