package dev.syndicate.approval.notification;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Risk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The configured channels. */
record Channels(List<Channel> all) {

    Channels {
        all = List.copyOf(all);
    }

    /** Whether nobody is told anything. */
    boolean none() {
        return all.isEmpty();
    }

    Optional<Channel> named(String name) {
        return all.stream().filter(channel -> channel.name().equals(name)).findFirst();
    }

    List<Channel> hearingOf(WorkspaceId workspace, Risk risk, Set<String> asked) {
        return all.stream()
                .filter(channel -> channel.audience().hearsOf(workspace, risk, asked))
                .toList();
    }
}
