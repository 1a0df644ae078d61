package dev.syndicate.local.soak;

import java.util.UUID;

/** What governs the soak, in as many versions as are asked for. */
final class SoakPolicy {

    private static final String BUNDLE = """
            schema: policy-bundle/v1
            description: The soak reads files, which is allowed, and runs commands, which a reviewer approves. %s
            rules:
              - id: reads
                match:
                  kinds: [file-read]
                effect: allow
                risk: low
                reason: Reading changes nothing.
              - id: commands
                match:
                  kinds: [command]
                effect: require-approval
                risk: moderate
                reason: A command can change anything.
                approval:
                  sets:
                    - name: reviewers
                      approve: 1
                      deny: 1
                      group: syndicate-reviewers
            """;

    private SoakPolicy() {}

    /** A version that nobody has published before; they differ in nothing but their name. */
    static String next() {
        return BUNDLE.formatted(UUID.randomUUID());
    }
}
