package dev.syndicate.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of one home, started in order and stopped in the opposite one. Starting what runs already changes
 * nothing, so that {@code up} after a crash brings back only what is missing.
 */
public final class Stack {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Installation installation;
    private final Home home;
    private final Ports ports;
    private final Pace pace;
    private final Map<String, String> settings;
    private final Progress progress;
    private final PostgresCluster database;
    private final Readiness readiness;

    public Stack(Installation installation, Home home, Ports ports, Pace pace, Progress progress) {
        this(installation, home, ports, pace, Map.of(), progress);
    }

    /** With these variables for every process, besides its own. */
    Stack(
            Installation installation,
            Home home,
            Ports ports,
            Pace pace,
            Map<String, String> settings,
            Progress progress) {
        this.installation = installation;
        this.home = home;
        this.ports = ports;
        this.pace = pace;
        this.settings = Map.copyOf(settings);
        this.progress = progress;
        this.database = new PostgresCluster(PostgresBinaries.home(installation.binaries()), home, ports);
        this.readiness = new Readiness(home, ports, database);
    }

    public Home home() {
        return home;
    }

    public Ports ports() {
        return ports;
    }

    /** Starts whatever does not run yet and returns when all of it is ready. */
    public void up() {
        home.create();
        try (FileChannel lock = exclusively()) {
            requireSamePorts();
            requireFreePorts();
            new Keys(home).create();
            new Addresses(home).write(ports);
            startDatabase();
            startProcesses();
        } catch (IOException failure) {
            throw new LocalFailureException("cannot lock " + home.directory(), failure);
        }
    }

    /** Stops whatever runs: the services together, the database when they have gone. Safe in any state. */
    public void down() {
        List<Component> running = new ArrayList<>(running());
        if (running.isEmpty()) {
            progress.done("nothing was running");
            return;
        }
        progress.show("stopping");
        List<Component> services = running.reversed().stream()
                .filter(component -> component != Component.POSTGRES)
                .toList();
        services.forEach(component -> process(component).ifPresent(ProcessHandle::destroy));
        services.forEach(this::stop);
        stop(Component.POSTGRES);
        progress.done("stopped");
    }

    /** What runs now, in starting order. */
    public List<Component> running() {
        List<Component> running = new ArrayList<>();
        for (Component component : Component.values()) {
            if (process(component).isPresent()) {
                running.add(component);
            }
        }
        return running;
    }

    public Optional<ProcessHandle> process(Component component) {
        return new PidFile(home.pidFile(component)).running();
    }

    /** Starts one component that is down, without waiting for it. */
    public void start(Component component) {
        ProcessHandle process =
                component == Component.POSTGRES ? database.start() : services().start(component);
        new PidFile(home.pidFile(component)).write(process);
    }

    /** Starts one service again, with these variables besides its own, and waits until it does its work. */
    public void restart(Component component, Map<String, String> more) {
        stop(component);
        new PidFile(home.pidFile(component)).write(services().start(component, more));
        awaitReady(component);
    }

    /** Waits until a started component does its work. */
    public void awaitReady(Component component) {
        readiness.await(component, process(component));
    }

    public boolean isReady(Component component) {
        return process(component).isPresent() && readiness.isReady(component);
    }

    /** The database as its administrator, for measuring and checking. */
    public Database administrator() {
        return new Database(database.administrator("syndicate"));
    }

    /** The database as one service sees it. */
    public Database as(Component service) {
        return new Database(database.of(service));
    }

    /** Ends a component as a power cut would. */
    public void kill(Component component) {
        process(component).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Holds a component still, or lets it go on, with every process that it has started. */
    public void signal(Component component, String signal) {
        process(component).ifPresent(process -> {
            Stopping.signal(signal, process);
            // What stands still starts nothing more.
            process.descendants().forEach(each -> Stopping.signal(signal, each));
        });
    }

    /** Stops one component gently. */
    public void stop(Component component) {
        PidFile file = new PidFile(home.pidFile(component));
        file.running().ifPresent(process -> Stopping.gently(process, component, STOP_PATIENCE));
        file.delete();
    }

    private void startDatabase() {
        boolean runs = process(Component.POSTGRES).isPresent();
        if (!runs) {
            progress.show("starting postgres");
            PostgresBinaries.unpackedIn(installation.binaries());
            database.initialise();
            start(Component.POSTGRES);
        }
        awaitReady(Component.POSTGRES);
        database.createDatabase();
        progress.show("bringing the database schema up to date");
        services().migrate();
    }

    private void startProcesses() {
        Map<Component, ProcessHandle> started = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            if (process(component).isEmpty()) {
                start(component);
                process(component).ifPresent(process -> started.put(component, process));
            }
        }
        for (Component component : Component.values()) {
            progress.show("waiting for " + component.label() + " (" + ports.of(component) + ")");
            awaitReady(component);
        }
    }

    /** Before anything is started, so that a taken port leaves nothing half up. */
    private void requireFreePorts() {
        for (Component component : Component.values()) {
            if (process(component).isEmpty()) {
                ports.requireFree(component);
            }
        }
    }

    private void requireSamePorts() {
        List<Component> running = running();
        Ports before = running.isEmpty() ? ports : new Addresses(home).ports().orElse(ports);
        for (Component component : running) {
            if (before.of(component) != ports.of(component)) {
                throw new LocalFailureException("%s already runs on port %d; stop it first: ./syndicate down"
                        .formatted(component.label(), before.of(component)));
            }
        }
    }

    private ServiceProcesses services() {
        return new ServiceProcesses(installation, home, ports, pace, settings);
    }

    private FileChannel exclusively() throws IOException {
        Path file = home.directory().resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new LocalFailureException("Another ./syndicate is starting in " + home.directory() + " right now.");
        }
        return channel;
    }
}
