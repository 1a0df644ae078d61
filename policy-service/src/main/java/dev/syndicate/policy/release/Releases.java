package dev.syndicate.policy.release;

import dev.syndicate.contracts.action.ContentRef;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.platform.content.ContentStore;
import dev.syndicate.policy.bundle.PolicyBundle;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Publishes and activates. Each takes the client's request, which may come again. */
@Service
class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);

    private final ContentStore contents;
    private final CommandGateway commands;
    private final PolicyVersions versions;
    private final Clock clock;

    Releases(ContentStore contents, CommandGateway commands, PolicyVersions versions, Clock clock) {
        this.contents = contents;
        this.commands = commands;
        this.versions = versions;
        this.clock = clock;
    }

    /** The bundle compiled already. Its bytes are kept first: under their own hash they mean nothing until they are named. */
    PolicyVersionView publish(UUID request, PolicyBundle bundle, Person author) {
        ContentRef stored = contents.put(bundle.canonicalBytes());
        PolicyVersion version = commands.sendAndWait(
                new PublishPolicy(request, stored, bundle.compiled().description(), author, clock.instant()));
        LOG.info("Policy version {} published", version);
        return view(version);
    }

    PolicyVersionView activate(UUID request, PolicyVersion version, Person releaser) {
        commands.sendAndWait(new ActivatePolicy(request, version, releaser, clock.instant()));
        LOG.info("Policy version {} activated", version);
        return view(version);
    }

    private PolicyVersionView view(PolicyVersion version) {
        return versions.find(version).orElseThrow(() -> PolicyProblems.unknownVersion(version.toString()));
    }
}
