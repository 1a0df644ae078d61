package dev.syndicate.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What runs on the machine, in the order in which it is started; stopping goes the other way. */
public enum Component {
    POSTGRES("postgres", 5433, ""),
    IDENTITY_PROVIDER("identity-provider", 8090, "deploy/identity-provider"),
    AUDIT("audit-service", 8083, "audit-service"),
    POLICY("policy-service", 8082, "policy-service"),
    APPROVAL("approval-service", 8081, "approval-service"),
    GATEWAY("execution-gateway", 8080, "execution-gateway");

    private final String label;
    private final int defaultPort;
    private final String module;

    Component(String label, int defaultPort, String module) {
        this.label = label;
        this.defaultPort = defaultPort;
        this.module = module;
    }

    /** The service's name, as in logs, key files and addresses. */
    public String label() {
        return label;
    }

    /** Where it listens unless told otherwise. */
    public int defaultPort() {
        return defaultPort;
    }

    /** The environment variable and the option that choose another port. */
    public String portVariable() {
        return "SYNDICATE_" + shortName().toUpperCase(Locale.ROOT) + "_PORT";
    }

    public String portOption() {
        return "--" + shortName() + "-port";
    }

    /** The variable by which services find this one. */
    public String addressVariable() {
        return this == IDENTITY_PROVIDER ? "SYNDICATE_ISSUER" : "SYNDICATE_" + name() + "_URL";
    }

    String module() {
        return module;
    }

    /** Whether it is one of the four services, with a database role and a key of its own. */
    public boolean isService() {
        return ordinal() > IDENTITY_PROVIDER.ordinal();
    }

    String databaseRole() {
        return label.replace('-', '_');
    }

    String shortName() {
        return switch (this) {
            case POSTGRES -> "postgres";
            case IDENTITY_PROVIDER -> "identity";
            case AUDIT -> "audit";
            case POLICY -> "policy";
            case APPROVAL -> "console";
            case GATEWAY -> "gateway";
        };
    }

    /** The component of this name; {@code gateway} and {@code execution-gateway} are the same. */
    public static Optional<Component> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.label.equals(name) || each.shortName().equals(name) || each.isCalled(name))
                .findFirst();
    }

    private boolean isCalled(String name) {
        return name().toLowerCase(Locale.ROOT).equals(name);
    }

    static List<Component> services() {
        return Arrays.stream(values()).filter(Component::isService).toList();
    }
}
