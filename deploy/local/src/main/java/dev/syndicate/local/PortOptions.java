package dev.syndicate.local;

import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** One option and one environment variable for each port. */
final class PortOptions {

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNDICATE_GATEWAY_PORT:-8080}",
            description = "execution-gateway; SYNDICATE_GATEWAY_PORT, or 8080")
    int gateway = Component.GATEWAY.defaultPort();

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNDICATE_CONSOLE_PORT:-8081}",
            description = "approvals and the reviewers' console; SYNDICATE_CONSOLE_PORT, or 8081")
    int console = Component.APPROVAL.defaultPort();

    @Option(
            names = "--policy-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNDICATE_POLICY_PORT:-8082}",
            description = "policy-service; SYNDICATE_POLICY_PORT, or 8082")
    int policy = Component.POLICY.defaultPort();

    @Option(
            names = "--audit-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNDICATE_AUDIT_PORT:-8083}",
            description = "audit-service; SYNDICATE_AUDIT_PORT, or 8083")
    int audit = Component.AUDIT.defaultPort();

    @Option(
            names = "--identity-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNDICATE_IDENTITY_PORT:-8090}",
            description = "the development identity provider; SYNDICATE_IDENTITY_PORT, or 8090")
    int identity = Component.IDENTITY_PROVIDER.defaultPort();

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNDICATE_POSTGRES_PORT:-5433}",
            description = "PostgreSQL; SYNDICATE_POSTGRES_PORT, or 5433")
    int postgres = Component.POSTGRES.defaultPort();

    Ports ports() {
        Map<Component, Integer> ports = new EnumMap<>(Component.class);
        ports.put(Component.GATEWAY, gateway);
        ports.put(Component.APPROVAL, console);
        ports.put(Component.POLICY, policy);
        ports.put(Component.AUDIT, audit);
        ports.put(Component.IDENTITY_PROVIDER, identity);
        ports.put(Component.POSTGRES, postgres);
        return new Ports(ports);
    }
}
