package dev.syndicate.local.bench;

import java.util.Locale;

/** What can be measured; in this order, because later ones stop services or fill tables. */
enum Subject {
    DELIVERY,
    EXECUTIONS,
    SEALS,
    ACTIONS,
    MCP,
    CONSOLES,
    WAITING,
    APPENDS,
    VERIFICATION,
    OFFLINE,
    GROWTH,
    QUERIES;

    /** Whether all services have to run for it. */
    boolean needsServices() {
        return compareTo(WAITING) <= 0;
    }

    /** As it is written on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
