package dev.syndicate.local.demo;

import dev.syndicate.local.Installation;
import dev.syndicate.local.Pace;
import dev.syndicate.local.Progress;
import dev.syndicate.local.Temporary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;

/** Starts everything in a place of its own, plays the scenario, prints what happened, and stops what it started. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Plays one governed day on real parts, prints what happened, and stops again.",
            "Exits 0 only if every expectation held. Nothing of ./syndicate up is touched."
        })
public final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        Report report = new Report();
        try (Temporary running = Temporary.start("demo", Installation.found(), Pace.QUICK, progress);
                ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            Cast cast = new Cast(running.endpoints());
            UserCommand user = new UserCommand(running.installation(), running.ports());
            Tampering tampering = new Tampering(running.stack(), cast, report, user);
            new Scenario(cast, report, progress, waiting, new Evidence(cast, running), tampering).play(policy());
            progress.done("");
            report.print(System.out);
        }
        System.out.printf(
                "%n%d expectations, %s.%n",
                report.expectations(), report.holds() ? "all of them held" : report.failures() + " did not hold");
        return report.holds() ? 0 : 1;
    }

    private static String policy() {
        try (InputStream bundle = DemoCommand.class.getResourceAsStream("/demo/policy.yaml")) {
            if (bundle == null) {
                throw new IllegalStateException("the demo's policy is missing from the class path");
            }
            return new String(bundle.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
