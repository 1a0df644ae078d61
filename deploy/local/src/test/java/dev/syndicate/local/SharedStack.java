package dev.syndicate.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Everything, in real processes, started once for all tests of a run that need it; it stops with the virtual machine. */
public final class SharedStack {

    private static @Nullable Temporary running;

    private SharedStack() {}

    public static synchronized Temporary get() {
        Temporary stack = running;
        if (stack == null) {
            stack = Temporary.start("tests", new Installation(Path.of("../..")), Pace.QUICK, Progress.standard());
            running = stack;
        }
        return stack;
    }
}
