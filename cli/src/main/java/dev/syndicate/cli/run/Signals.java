package dev.syndicate.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * HUP, INT and TERM while a command is governed. Before it runs they end the waiting; while it runs they are the command's,
 * and we stay until it has ended. What a terminal sends (Ctrl-C) it sends to the command as well, so that is not passed on a
 * second time.
 */
final class Signals {

    private final Thread waiting;
    private @Nullable Signal received;
    private @Nullable ProcessHandle command;
    private boolean deferred;

    private Signals(Thread waiting) {
        this.waiting = waiting;
    }

    /** From here on, for the calling thread. */
    static Signals handle() {
        Signals signals = new Signals(Thread.currentThread());
        for (String name : List.of("HUP", "INT", "TERM")) {
            SignalHandler before = Signal.handle(new Signal(name), signals::on);
            if (name.equals("HUP") && SignalHandler.SIG_IGN.equals(before)) {
                // Whoever started us with nohup meant it.
                Signal.handle(new Signal(name), SignalHandler.SIG_IGN);
            }
        }
        return signals;
    }

    private synchronized void on(Signal signal) {
        received = signal;
        ProcessHandle running = command;
        if (running == null) {
            if (!deferred) {
                waiting.interrupt();
            }
        } else if (!signal.getName().equals("INT") || !isOfTheTerminal()) {
            pass(signal, running);
        }
    }

    /** The number of the last signal that came. */
    synchronized OptionalInt received() {
        Signal last = received;
        return last == null ? OptionalInt.empty() : OptionalInt.of(last.getNumber());
    }

    /** Throws {@link NothingRanException} if a signal has come before anything ran. */
    void requireNone() {
        OptionalInt signal = received();
        if (signal.isPresent()) {
            Thread.interrupted();
            throw NothingRanException.interrupted(signal.getAsInt());
        }
    }

    /** From here on a signal only counts with {@link #requireNone()}: leave is being asked for, and is not given up half way. */
    synchronized void defer() {
        deferred = true;
    }

    /** Whatever comes from here on is the command's; what came just before, too. */
    synchronized void passTo(ProcessHandle running) {
        command = running;
        Signal last = received;
        if (last != null) {
            pass(last, running);
        }
        Thread.interrupted();
    }

    /** The command has ended: what comes now ends what we still wait for. */
    synchronized void commandEnded() {
        command = null;
        received = null;
        deferred = false;
    }

    private void pass(Signal signal, ProcessHandle running) {
        if (!running.isAlive()) {
            // It has ended, and we wait for whoever is slow to read what it said.
            waiting.interrupt();
            return;
        }
        if (signal.getName().equals("TERM")) {
            running.destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal.getName() + " " + running.pid()).start();
        } catch (IOException noShell) {
            running.destroy();
        }
    }

    /** Whether our process group is the terminal's foreground one: then Ctrl-C has reached the command by itself. */
    private static boolean isOfTheTerminal() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[2].equals(fields[5]);
        } catch (IOException noProc) {
            return System.console() != null && System.console().isTerminal();
        }
    }
}
