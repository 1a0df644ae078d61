package dev.syndicate.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where each component listens, on 127.0.0.1 only.
 *
 * @param byComponent a port for every component
 */
public record Ports(Map<Component, Integer> byComponent) {

    public Ports {
        for (Component component : Component.values()) {
            Integer port = byComponent.get(component);
            if (port == null || port < 1 || port > 65_535) {
                throw new IllegalArgumentException("no usable port for " + component.label() + ": " + port);
            }
        }
        byComponent = Map.copyOf(byComponent);
    }

    /** The documented ports. */
    public static Ports defaults() {
        Map<Component, Integer> ports = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            ports.put(component, component.defaultPort());
        }
        return new Ports(ports);
    }

    /** The documented ports, and another one wherever somebody else listens on it; all different, as all are held until the last. */
    public static Ports defaultsOrFree() {
        Map<Component, ServerSocket> held = new EnumMap<>(Component.class);
        try {
            for (Component component : Component.values()) {
                held.put(component, usualOrFree(component.defaultPort()));
            }
            Map<Component, Integer> ports = new EnumMap<>(Component.class);
            held.forEach((component, socket) -> ports.put(component, socket.getLocalPort()));
            return new Ports(ports);
        } finally {
            held.values().forEach(Ports::close);
        }
    }

    private static ServerSocket usualOrFree(int usual) {
        try {
            return bound(usual);
        } catch (IOException taken) {
            return bound();
        }
    }

    public int of(Component component) {
        return byComponent.getOrDefault(component, component.defaultPort());
    }

    /** The base address of a component that speaks HTTP. */
    public URI address(Component component) {
        return URI.create("http://127.0.0.1:" + of(component));
    }

    String database() {
        return "jdbc:postgresql://127.0.0.1:" + of(Component.POSTGRES) + "/syndicate";
    }

    void requireFree(Component component) {
        if (!isFree(of(component))) {
            throw new LocalFailureException(
                    "Port %d, for %s, is taken on 127.0.0.1. Free it, or choose another: %s %d (or %s=%d)."
                            .formatted(
                                    of(component),
                                    component.label(),
                                    component.portOption(),
                                    of(component) + 10_000,
                                    component.portVariable(),
                                    of(component) + 10_000));
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket _ = bound(port)) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static int anyFree() {
        ServerSocket socket = bound();
        close(socket);
        return socket.getLocalPort();
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    private static ServerSocket bound() {
        try {
            return bound(0);
        } catch (IOException failure) {
            throw new LocalFailureException("no free port on 127.0.0.1", failure);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new LocalFailureException("a port on 127.0.0.1 cannot be given back", failure);
        }
    }
}
