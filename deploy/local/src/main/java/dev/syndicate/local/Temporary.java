package dev.syndicate.local;

import dev.syndicate.cli.http.Endpoints;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A stack for one command: fresh data in a directory of its own below {@code .local/}, ports that nobody uses, and gone
 * when the command ends, also on Ctrl-C. Logs stay until the next time.
 */
public final class Temporary implements AutoCloseable {

    private final Stack stack;
    private final Installation installation;
    private final FileChannel lock;
    private final Thread onInterrupt;

    private Temporary(Stack stack, Installation installation, FileChannel lock) {
        this.stack = stack;
        this.installation = installation;
        this.lock = lock;
        this.onInterrupt = new Thread(stack::down, "stop");
    }

    /** Starts everything; whatever an earlier run with this name left behind is stopped and deleted first. */
    public static Temporary start(String name, Installation installation, Pace pace, Progress progress) {
        return start(name, installation, pace, Map.of(), progress);
    }

    /** The same, with these variables for every process besides its own. */
    static Temporary start(
            String name, Installation installation, Pace pace, Map<String, String> settings, Progress progress) {
        Path directory = installation.root().resolve(".local").resolve(name);
        FileChannel lock = lock(directory);
        Stack stack = new Stack(installation, new Home(directory), Ports.defaultsOrFree(), pace, settings, progress);
        if (!stack.running().isEmpty()) {
            stack.down();
        }
        clear(directory);
        Temporary temporary = new Temporary(stack, installation, lock);
        Runtime.getRuntime().addShutdownHook(temporary.onInterrupt);
        try {
            stack.up();
            return temporary;
        } catch (RuntimeException failure) {
            temporary.close();
            throw failure;
        }
    }

    public Stack stack() {
        return stack;
    }

    public Installation installation() {
        return installation;
    }

    public Ports ports() {
        return stack.ports();
    }

    public Home home() {
        return stack.home();
    }

    /** Where this stack's services are. */
    public Endpoints endpoints() {
        Ports ports = stack.ports();
        return new Endpoints(
                ports.address(Component.GATEWAY),
                ports.address(Component.APPROVAL),
                ports.address(Component.POLICY),
                ports.address(Component.AUDIT),
                ports.address(Component.IDENTITY_PROVIDER));
    }

    @Override
    public void close() {
        try (lock) {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            stack.down();
        } catch (IllegalStateException alreadyEnding) {
            // The hook does the same work; it is waited for by the virtual machine.
            return;
        } catch (IOException failure) {
            throw new LocalFailureException("cannot release the lock", failure);
        }
    }

    private static FileChannel lock(Path directory) {
        try {
            Files.createDirectories(directory.getParent());
            FileChannel channel = FileChannel.open(
                    directory.resolveSibling(directory.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new LocalFailureException("Another ./syndicate " + directory.getFileName() + " is running.");
            }
            return channel;
        } catch (IOException failure) {
            throw new LocalFailureException("cannot lock " + directory, failure);
        }
    }

    private static void clear(Path directory) {
        try {
            PostgresBinaries.deleteTree(directory);
        } catch (IOException failure) {
            throw new LocalFailureException("cannot clear " + directory, failure);
        }
    }
}
