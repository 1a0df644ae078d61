package dev.syndicate.local;

import picocli.CommandLine.Command;

@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything; data stay.")
final class DownCommand implements Runnable {

    @Override
    public void run() {
        Installation installation = Installation.found();
        Home home = installation.home();
        Ports ports = new Addresses(home).ports().orElse(Ports.defaults());
        new Stack(installation, home, ports, Pace.QUICK, Progress.standard()).down();
    }
}
