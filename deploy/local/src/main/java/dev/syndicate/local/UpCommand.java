package dev.syndicate.local;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts PostgreSQL, the identity provider and the four services, to stay; data lie in .local/.")
final class UpCommand implements Runnable {

    @Mixin
    private PortOptions options = new PortOptions();

    @Override
    public void run() {
        Installation installation = Installation.found();
        Progress progress = Progress.standard();
        Stack stack = new Stack(installation, installation.home(), options.ports(), Pace.QUICK, progress);
        stack.up();
        progress.done("Syndicate is up.");
        System.out.println(summary(stack.ports()));
    }

    private static String summary(Ports ports) {
        return """
              console     %s   sign in as riley, password riley
              gateway     %s
              policies    %s
              audit       %s
              identities  %s

            Next: ./syndicate login, ./syndicate token dana, ./syndicate status, ./syndicate down""".formatted(
                        ports.address(Component.APPROVAL),
                        ports.address(Component.GATEWAY),
                        ports.address(Component.POLICY),
                        ports.address(Component.AUDIT),
                        ports.address(Component.IDENTITY_PROVIDER));
    }
}
