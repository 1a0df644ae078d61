package dev.syndicate.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./syndicate} as a process of its own that finds the services of a stack. */
public final class CliProcess {

    private CliProcess() {}

    /** Ready to be started; with what stands in front of the program, for example {@code setsid}. */
    public static ProcessBuilder of(Temporary stack, List<String> inFront, List<String> words) {
        List<String> command = new ArrayList<>(inFront);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                stack.installation().executable("cli").toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        for (Component component : Component.values()) {
            if (component != Component.POSTGRES) {
                environment.put(
                        component.addressVariable(),
                        stack.ports().address(component).toString());
            }
        }
        return builder;
    }
}
