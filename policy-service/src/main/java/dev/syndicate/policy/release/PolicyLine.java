package dev.syndicate.policy.release;

import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.policy.PolicyActivated;
import dev.syndicate.contracts.policy.PolicyEvent;
import dev.syndicate.contracts.policy.PolicyPublished;
import dev.syndicate.contracts.policy.PolicyVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * All versions of an installation's policy, in one stream: the counter has no gaps, and no version is ever released by
 * the person who published it. Each event carries the client's request, so that a request that is sent again after a
 * crash finds what it did.
 */
@Aggregate
final class PolicyLine {

    /** The one stream. */
    static final String ID = "policy-line";

    /** Metadata: the client's request, a UUID. */
    static final String REQUEST = "requestId";

    @AggregateIdentifier
    private @Nullable String id;

    private final Map<PolicyVersion, Person> authors = new HashMap<>();
    private final Map<String, PolicyVersion> requests = new HashMap<>();
    private long counter;
    private @Nullable PolicyVersion active;

    PolicyLine() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    PolicyVersion publish(PublishPolicy command) {
        PolicyVersion before = requests.get(command.request().toString());
        if (before != null) {
            return before;
        }
        PolicyVersion version = new PolicyVersion(counter + 1, command.bundle().digest());
        apply(
                new PolicyPublished(
                        version, command.bundle(), command.description(), command.author(), command.occurredAt()),
                command.request());
        return version;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void activate(ActivatePolicy command) {
        if (requests.containsKey(command.request().toString())) {
            return;
        }
        Person author = authorOf(command.version());
        if (author.isSameAs(command.releaser())) {
            throw PolicyProblems.authorCannotRelease(command.version());
        }
        if (command.version().equals(active)) {
            throw PolicyProblems.alreadyActive(command.version());
        }
        apply(
                new PolicyActivated(command.version(), active, author, command.releaser(), command.occurredAt()),
                command.request());
    }

    private Person authorOf(PolicyVersion version) {
        Person author = authors.get(version);
        if (author == null) {
            throw PolicyProblems.unknownVersion(version.toString());
        }
        return author;
    }

    private static void apply(PolicyEvent event, UUID request) {
        AggregateLifecycle.apply(event, MetaData.with(REQUEST, request.toString()));
    }

    @EventSourcingHandler
    void on(PolicyEvent event, @MetaDataValue(REQUEST) String request) {
        id = ID;
        switch (event) {
            case PolicyPublished published -> {
                counter = published.version().counter();
                authors.put(published.version(), published.author());
                requests.put(request, published.version());
            }
            case PolicyActivated activated -> {
                active = activated.version();
                requests.put(request, activated.version());
            }
        }
    }
}
