package dev.syndicate.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a component whether it does its work. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Home home;
    private final Ports ports;
    private final PostgresCluster database;

    Readiness(Home home, Ports ports, PostgresCluster database) {
        this.home = home;
        this.ports = ports;
        this.database = database;
    }

    void await(Component component, Optional<ProcessHandle> process) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(component)) {
            if (process.filter(ProcessHandle::isAlive).isEmpty()) {
                throw failed(component, "ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw failed(component, "was not ready within " + PATIENCE.toSeconds() + " s");
            }
            pause();
        }
    }

    boolean isReady(Component component) {
        return component == Component.POSTGRES ? database.answers() : answersOk(ports.address(component));
    }

    static boolean answersOk(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted while waiting for " + address, stopped);
        }
    }

    private LocalFailureException failed(Component component, String what) {
        return new LocalFailureException("%s %s; the end of %s:%n%s"
                .formatted(component.label(), what, home.log(component), LogFile.tail(home.log(component), 25)));
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new LocalFailureException("interrupted while waiting", stopped);
        }
    }
}
