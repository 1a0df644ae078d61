package dev.syndicate.gateway.sensitive;

import dev.syndicate.contracts.id.WorkspaceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The lists in force, and every earlier version. */
@Component
class SensitiveLists {

    private final JdbcSensitiveLists stored;
    private final Map<String, SensitiveList> inForce = new ConcurrentHashMap<>();
    private final Map<String, SensitiveList> byVersion = new ConcurrentHashMap<>();

    SensitiveLists(SensitiveSettings settings, JdbcSensitiveLists stored) {
        this.stored = stored;
        settings.lists().stream().map(SensitiveList::of).forEach(this::enact);
    }

    private void enact(SensitiveList list) {
        if (inForce.putIfAbsent(list.workspace(), list) != null) {
            throw new IllegalStateException(
                    "Two lists of sensitive paths for workspace " + list.workspace() + "; there is one for each");
        }
        if (!stored.keep(list).equals(list)) {
            throw new IllegalStateException(
                    "Version %d of the sensitive paths of workspace %s was another list before; raise its version"
                            .formatted(list.counter(), list.workspace()));
        }
        byVersion.put(list.version(), list);
    }

    /** The list that holds for new proposals in the workspace; empty where there is none. */
    Optional<SensitiveList> inForce(WorkspaceId workspace) {
        return Optional.ofNullable(inForce.get(workspace.toString()))
                .or(() -> Optional.ofNullable(inForce.get(PathPattern.ANY)));
    }

    /** The list of this version, in force or not. */
    SensitiveList named(String version) {
        return byVersion.computeIfAbsent(
                version,
                wanted -> stored.find(wanted)
                        .orElseThrow(() -> new IllegalStateException("The sensitive paths " + wanted + " are lost")));
    }
}
