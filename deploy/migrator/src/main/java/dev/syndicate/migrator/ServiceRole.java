package dev.syndicate.migrator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A database login of the product. The name in PostgreSQL is the constant in lower case, for example
 * {@code policy_service}; its password comes from the environment, for example
 * {@code SYNDICATE_POLICY_SERVICE_PASSWORD}.
 */
public enum ServiceRole {
    POLICY_SERVICE,
    APPROVAL_SERVICE,
    EXECUTION_GATEWAY,
    AUDIT_SERVICE,
    /** Reads for as long as it takes (verification, exports); it can write nothing. */
    AUDIT_READER;

    /** The role's name in PostgreSQL. */
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that holds the role's password. */
    public String passwordVariable() {
        return "SYNDICATE_" + name() + "_PASSWORD";
    }

    /** The names of all roles in PostgreSQL. */
    public static List<String> roleNames() {
        return Arrays.stream(values()).map(ServiceRole::roleName).toList();
    }
}
