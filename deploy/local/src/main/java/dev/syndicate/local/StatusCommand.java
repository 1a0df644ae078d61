package dev.syndicate.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says what runs, where, and whether it is ready; exits 0 only if all of it is.")
final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Installation installation = Installation.found();
        Home home = installation.home();
        Ports ports = new Addresses(home).ports().orElse(Ports.defaults());
        Stack stack = new Stack(installation, home, ports, Pace.QUICK, Progress.standard());
        int ready = 0;
        for (Component component : Component.values()) {
            String state = state(stack, component);
            ready += state.equals("ready") ? 1 : 0;
            System.out.printf(
                    "%-18s %-9s %5d  %s%n", component.label(), state, ports.of(component), pid(stack, component));
        }
        return ready == Component.values().length ? 0 : 1;
    }

    private static String state(Stack stack, Component component) {
        if (stack.process(component).isEmpty()) {
            return "down";
        }
        return stack.isReady(component) ? "ready" : "not ready";
    }

    private static String pid(Stack stack, Component component) {
        return stack.process(component).map(process -> "pid " + process.pid()).orElse("");
    }
}
