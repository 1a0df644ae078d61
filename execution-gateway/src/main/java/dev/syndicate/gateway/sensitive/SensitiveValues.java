package dev.syndicate.gateway.sensitive;

import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.content.DataSubject;
import dev.syndicate.platform.content.SubjectKeys;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes out of an action as a coding tool sends it the one that is stored, judged and shown: values at the workspace's
 * sensitive paths become commitments. The same value at the same place of the same session always becomes the same
 * commitment, so that digests can be compared without anybody keeping the value.
 */
@Component
public class SensitiveValues {

    private final SensitiveLists lists;
    private final SubjectKeys keys;

    SensitiveValues(SensitiveLists lists, SubjectKeys keys) {
        this.lists = lists;
        this.keys = keys;
    }

    /** A new proposal, under the list in force. */
    public CommittedAction commit(AgentSession session, CanonicalAction plain) {
        Optional<SensitiveList> list = lists.inForce(plain.workspace());
        if (list.isEmpty()) {
            return CommittedAction.plain(plain, null);
        }
        String version = list.get().version();
        List<PathPattern> paths = list.get().pathsOf(plain.tool());
        if (paths.isEmpty()) {
            return CommittedAction.plain(plain, new Commitments(version, null));
        }
        CommittedAction committed = commit(session, plain, paths, new Commitments(version, keyOf(session)));
        return committed.places().isEmpty() ? CommittedAction.plain(plain, new Commitments(version, null)) : committed;
    }

    /**
     * What is to be compared with an action on record, under the same version of the list and with the same salts. Ends
     * the request with {@code erased} once the salts are.
     *
     * @param recorded absent where no list was in force
     */
    public CanonicalAction commit(AgentSession session, CanonicalAction plain, @Nullable Commitments recorded) {
        return find(session, plain, recorded)
                .orElseThrow(() -> new ProblemException(
                        PlatformProblems.ERASED, "The sensitive values of this action were erased; propose it again"));
    }

    /** As {@link #commit(AgentSession, CanonicalAction, Commitments)}; empty once the salts are erased. */
    public Optional<CanonicalAction> find(AgentSession session, CanonicalAction plain, @Nullable Commitments recorded) {
        if (recorded == null) {
            return Optional.of(plain);
        }
        if (recorded.key() != null && salt(session, recorded.key(), "").isEmpty()) {
            return Optional.empty();
        }
        List<PathPattern> paths = lists.named(recorded.list()).pathsOf(plain.tool());
        // Where nothing matched when it was proposed and something does now, they differ anyway: any salts will do.
        UUID key = recorded.key() == null ? keyOf(session) : recorded.key();
        return Optional.of(commit(session, plain, paths, new Commitments(recorded.list(), key))
                .action());
    }

    private CommittedAction commit(
            AgentSession session, CanonicalAction plain, List<PathPattern> paths, Commitments under) {
        UUID key = Objects.requireNonNull(under.key(), "A key");
        return new Committing(place -> salt(session, key, place)
                        .orElseThrow(() -> new ProblemException(
                                PlatformProblems.ERASED, "The sensitive values are being erased; try again")))
                .commit(plain, paths, under);
    }

    private Optional<byte[]> salt(AgentSession session, UUID key, String place) {
        return keys.salt(key, session.session(), place);
    }

    private UUID keyOf(AgentSession session) {
        return keys.keyOf(DataSubject.of(session.principal()));
    }
}
