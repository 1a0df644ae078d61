package dev.syndicate.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts the Java processes, each with small memory and only the secrets that are its own. */
final class ServiceProcesses {

    /** The one machine at the development provider that somebody answers for: a developer's, in one workspace. */
    private static final String WORKLOADS = """
            {"syndicate": {"security": {"workloads": {"ci-checkout": {
              "name": "CI of acme/checkout",
              "owner": {"subject": "dana", "name": "Dana Okafor"},
              "roles": ["developer"],
              "workspaces": ["acme/checkout"]}}}}}""";

    private static final List<String> DATABASE_ROLES =
            List.of("policy_service", "approval_service", "execution_gateway", "audit_service", "audit_reader");

    private final Installation installation;
    private final Home home;
    private final Ports ports;
    private final Pace pace;
    private final Map<String, String> settings;
    private final Secrets secrets;

    /** With these variables for every process, besides its own. */
    ServiceProcesses(Installation installation, Home home, Ports ports, Pace pace, Map<String, String> settings) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
        this.pace = pace;
        this.settings = Map.copyOf(settings);
        this.secrets = new Secrets(home.secrets());
    }

    /** Creates or updates the schema and gives every database role its password. */
    void migrate() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SYNDICATE_DB_URL", ports.database());
        environment.put("SYNDICATE_DB_USER", "postgres");
        environment.put("SYNDICATE_DB_PASSWORD", secret("postgres"));
        for (String role : DATABASE_ROLES) {
            environment.put("SYNDICATE_" + role.toUpperCase(Locale.ROOT) + "_PASSWORD", secret(role));
        }
        Path log = home.log(Component.POSTGRES).resolveSibling("migrator.log");
        Launcher.run(java(installation.migrator(), Pace.QUICK), environment, log);
    }

    ProcessHandle start(Component component) {
        return start(component, Map.of());
    }

    ProcessHandle start(Component component, Map<String, String> more) {
        Map<String, String> environment = environment(component);
        environment.putAll(settings);
        environment.putAll(more);
        return Launcher.detached(
                java(installation.executable(component), pace.of(component)), environment, home.log(component));
    }

    private Map<String, String> environment(Component component) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", Integer.toString(ports.of(component)));
        environment.put("SYNDICATE_BIND", "127.0.0.1");
        environment.put("SYNDICATE_AUDIENCE", "syndicate");
        environment.put("SYNDICATE_CONSOLE_SECRET", secret("console-client"));
        for (Component other : Component.values()) {
            if (other != Component.POSTGRES) {
                environment.put(other.addressVariable(), ports.address(other).toString());
            }
        }
        if (component == Component.IDENTITY_PROVIDER) {
            environment.put("SYNDICATE_IDENTITY_STATE", state(component).toString());
        } else {
            environment.putAll(ofService(component));
        }
        return environment;
    }

    private Map<String, String> ofService(Component service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SYNDICATE_DB_URL", ports.database());
        environment.put("SYNDICATE_DB_PASSWORD", secret(service.databaseRole()));
        environment.put("SYNDICATE_KEYS", home.keys(service).toString());
        environment.put("SYNDICATE_TRUST", home.trust().toString());
        environment.put("SYNDICATE_STATE", state(service).toString());
        environment.put("SPRING_APPLICATION_JSON", WORKLOADS);
        if (service == Component.AUDIT) {
            environment.put("SYNDICATE_DB_READER_PASSWORD", secret("audit_reader"));
        }
        return environment;
    }

    private String secret(String name) {
        secrets.file(name);
        return secrets.of(name);
    }

    private Path state(Component component) {
        try {
            Path directory = home.state(component);
            Home.createPrivate(directory);
            return directory;
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write below " + home.directory(), failure);
        }
    }

    static List<String> java(Path jar, Pace pace) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(pace.options());
        command.addAll(
                List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
        return command;
    }
}
