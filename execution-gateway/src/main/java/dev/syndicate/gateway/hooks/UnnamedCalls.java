package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.digest.DomainTag;
import dev.syndicate.contracts.json.CanonicalJson;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.action.ActionPhase;
import dev.syndicate.gateway.action.ActionView;
import dev.syndicate.gateway.action.Actions;
import dev.syndicate.gateway.session.AgentSession;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Names the calls of hosts that name none, as docs/decisions/0050 says: equal calls of one host session share a digest,
 * and an ordinal tells them apart. A call that nothing has come of yet is joined; after that the next equal one is a new
 * call with a judgement of its own. A name is never what a grant rests on: it only finds the action.
 */
@Component
class UnnamedCalls {

    private static final DomainTag CALL = new DomainTag("syndicate/unnamed-call/v1");

    /** In these states nothing has come of a call yet. */
    private static final Set<ActionPhase> OPEN =
            EnumSet.of(ActionPhase.AWAITING_APPROVAL, ActionPhase.AMENDED, ActionPhase.AUTHORISED);

    /** How many equal calls back an after-event is looked for. */
    private static final int LOOK_BACK = 32;

    private final JdbcUnnamedCalls calls;
    private final Actions actions;

    UnnamedCalls(JdbcUnnamedCalls calls, Actions actions) {
        this.calls = calls;
        this.actions = actions;
    }

    /** The name of a call that is about to run. */
    HookEvent before(AgentSession session, HookEvent event) {
        Digest call = digest(event);
        int newest = calls.newest(session.session(), call, event.tool());
        boolean joins = find(session, call, newest)
                .map(ActionView::state)
                .map(OPEN::contains)
                .orElse(true);
        return event.named(name(call, joins ? newest : calls.next(session.session(), call, newest)));
    }

    /** The equal call that asks next is a new one, whatever became of this one. */
    void finish(AgentSession session, HookEvent event) {
        Digest call = digest(event);
        calls.next(session.session(), call, calls.newest(session.session(), call, event.tool()));
    }

    /**
     * The name of a call that ran. Among equal ones it does not matter which is meant. One with another input than any that
     * was granted is taken for the only running call of that tool, if there is only one.
     */
    HookEvent after(AgentSession session, HookEvent event) {
        Digest call = digest(event);
        Optional<String> equal = running(session, call, calls.find(session.session(), call));
        return equal.or(() -> onlyRunning(session, event.tool()))
                .or(() -> reported(session, call))
                .map(event::named)
                .orElse(event);
    }

    private Optional<String> running(AgentSession session, Digest call, int newest) {
        for (int ordinal = newest; ordinal > 0 && ordinal > newest - LOOK_BACK; ordinal--) {
            if (find(session, call, ordinal).filter(UnnamedCalls::runs).isPresent()) {
                return Optional.of(name(call, ordinal));
            }
        }
        return Optional.empty();
    }

    private Optional<String> onlyRunning(AgentSession session, String tool) {
        List<String> running = calls.ofTool(session.session(), tool, LOOK_BACK).stream()
                .map(known -> running(session, known.call(), known.ordinal()))
                .flatMap(Optional::stream)
                .toList();
        return running.size() == 1 ? Optional.of(running.getFirst()) : Optional.empty();
    }

    /** The same after-event again: the newest equal call that was reported on. */
    private Optional<String> reported(AgentSession session, Digest call) {
        int newest = calls.find(session.session(), call);
        return newest == 0
                ? Optional.empty()
                : find(session, call, newest)
                        .filter(action -> action.execution() != null)
                        .map(_ -> name(call, newest));
    }

    private static boolean runs(ActionView action) {
        return action.state() == ActionPhase.EXECUTING || action.state() == ActionPhase.OUTCOME_UNKNOWN;
    }

    private Optional<ActionView> find(AgentSession session, Digest call, int ordinal) {
        return actions.findByCall(session, name(call, ordinal));
    }

    static String name(Digest call, int ordinal) {
        return "unnamed-%s-%d".formatted(call.hex(), ordinal);
    }

    private static Digest digest(HookEvent event) {
        return digest(event.setting().hostSession(), event.tool(), event.input());
    }

    /** docs/spec/kept-digests.md, section 2. */
    static Digest digest(String hostSession, String tool, JsonObject input) {
        return CALL.digest(CanonicalJson.bytes(JsonObject.builder()
                .put("hostSession", hostSession)
                .put("tool", tool)
                .put("input", input)
                .build()));
    }
}
