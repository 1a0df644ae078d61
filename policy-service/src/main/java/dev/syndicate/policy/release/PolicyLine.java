package dev.syndicate.policy.release;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyEvent;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * All versions of an installation's policy, in one stream: the counter has no gaps, and no version is ever released by
 * the person who published it.
 */
@Aggregate
final class PolicyLine {

    /** The one stream. */
    static final String ID = "policy-line";

    @AggregateIdentifier
    private @Nullable String id;

    private final Map<PolicyVersion, Person> authors = new HashMap<>();
    private long counter;
    private @Nullable PolicyVersion active;

    PolicyLine() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PolicyVersion publish(PublishPolicy command) {
        PolicyVersion version = new PolicyVersion(counter + 1, command.bundle().digest());
        AggregateLifecycle.apply(new PolicyPublished(
                version, command.bundle(), command.description(), command.author(), command.occurredAt()));
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void activate(ActivatePolicy command) {
        Person author = authorOf(command.version());
        if (author.isSameAs(command.releaser())) {
            throw PolicyProblems.authorCannotRelease(command.version());
        }
        if (command.version().equals(active)) {
            throw PolicyProblems.alreadyActive(command.version());
        }
        AggregateLifecycle.apply(
                new PolicyActivated(command.version(), active, author, command.releaser(), command.occurredAt()));
    }

    private Person authorOf(PolicyVersion version) {
        Person author = authors.get(version);
        if (author == null) {
            throw PolicyProblems.unknownVersion(version.toString());
        }
        return author;
    }

    @EventSourcingHandler
    void on(PolicyEvent event) {
        id = ID;
        switch (event) {
            case PolicyPublished published -> {
                counter = published.version().counter();
                authors.put(published.version(), published.author());
            }
            case PolicyActivated activated -> active = activated.version();
        }
    }
}
