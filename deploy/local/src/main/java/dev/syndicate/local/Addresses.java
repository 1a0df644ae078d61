package dev.syndicate.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The file that says where a home's components listen, for the other commands: one line for each, such as
 * {@code SYNDICATE_GATEWAY_URL=http://127.0.0.1:8080}.
 */
final class Addresses {

    private final Path file;
    private final Path trust;

    Addresses(Home home) {
        this.file = home.addresses();
        this.trust = home.trust();
    }

    void write(Ports ports) {
        Properties lines = new Properties();
        for (Component component : Component.values()) {
            lines.setProperty(component.portVariable(), Integer.toString(ports.of(component)));
            if (component != Component.POSTGRES) {
                lines.setProperty(
                        component.addressVariable(), ports.address(component).toString());
            }
        }
        lines.setProperty("SYNDICATE_TRUST", trust.toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            lines.store(writer, "written by ./syndicate up");
        } catch (IOException failure) {
            throw new LocalFailureException("cannot write " + file, failure);
        }
    }

    /** The ports that the last {@code up} used. */
    Optional<Ports> ports() {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot read " + file, failure);
        }
        return Optional.of(ports(lines));
    }

    private static Ports ports(Properties lines) {
        Map<Component, Integer> ports = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            String port = lines.getProperty(component.portVariable(), Integer.toString(component.defaultPort()));
            ports.put(component, Integer.valueOf(port));
        }
        return new Ports(ports);
    }
}
