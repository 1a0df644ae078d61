package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.json.InadmissibleJsonException;
import dev.syndicate.contracts.json.Json;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.session.FailMode;
import dev.syndicate.gateway.fleet.Installations;
import dev.syndicate.gateway.fleet.Sighting;
import dev.syndicate.gateway.request.ClientPresence;
import dev.syndicate.gateway.request.Turns;
import dev.syndicate.gateway.session.AgentSession;
import dev.syndicate.platform.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads what a hook sent and has it answered. Whatever goes wrong before a tool runs becomes a deny, whatever goes wrong
 * after it an alarm: the record is incomplete then.
 */
@Component
class HookRequests {

    private static final Logger LOG = LoggerFactory.getLogger(HookRequests.class);

    private final HookedCalls calls;
    private final HookedOutcomes outcomes;
    private final HostModels models;
    private final Installations installations;
    private final HookBodies bodies;
    private final Turns turns;

    HookRequests(
            HookedCalls calls,
            HookedOutcomes outcomes,
            HostModels models,
            Installations installations,
            HookBodies bodies,
            Turns turns) {
        this.calls = calls;
        this.outcomes = outcomes;
        this.models = models;
        this.installations = installations;
        this.bodies = bodies;
        this.turns = turns;
    }

    /** What is done with a request that was read. */
    interface Work {

        /** @param gone whether whoever asked hung up before it was their turn */
        Judgement on(AgentSession session, Envelope envelope, boolean gone) throws InadmissibleJsonException;
    }

    /** What the work comes to; a deny where there is no session, no event, or the work failed. */
    Judgement judged(Optional<AgentSession> session, HttpServletRequest request, Work work) {
        return session.map(known -> judged(known, request, work))
                .orElseGet(() -> deny("The session credential is missing, forged, expired or revoked"));
    }

    private Judgement judged(AgentSession session, HttpServletRequest request, Work work) {
        try {
            Envelope envelope = bodies.read(request);
            return turns.inTurn(queued -> work.on(session, envelope, queued && !ClientPresence.isConnected(request)));
        } catch (InadmissibleJsonException refused) {
            return deny("The event is not admitted: " + refused.code().wireName());
        } catch (HookBodies.TooLongException tooLong) {
            return deny(tooLong.getMessage() + "; split the call");
        } catch (IOException broken) {
            return deny("The event could not be read");
        } catch (RuntimeException failed) {
            return deny(reason(failed));
        }
    }

    private static Judgement deny(String reason) {
        return new Judgement.Given(new HookAnswer.Deny(reason));
    }

    /** What a host's event comes to. What ran is put on record also for one that has gone. */
    Judgement judge(AgentSession session, Host host, byte[] body, Facts facts, Patience patience, boolean gone)
            throws InadmissibleJsonException {
        JsonObject event = Json.parseObject(body);
        Phase phase = Phase.of(host, event);
        if (gone && phase == Phase.BEFORE) {
            return new Judgement.Given(HookedCalls.UNATTENDED);
        }
        try {
            return judge(session, host, event, phase, facts, patience)
                    .orElse(failure -> failed(phase, reason(failure)));
        } catch (RuntimeException failure) {
            return new Judgement.Given(failed(phase, reason(failure)));
        }
    }

    private Judgement judge(
            AgentSession session, Host host, JsonObject event, Phase phase, Facts facts, Patience patience) {
        HookEvent call = phase == Phase.BEFORE || phase.isAfter() ? host.read(event) : null;
        String version = version(session, call);
        FailMode failMode = host.failMode(version, facts.blocksOnFailure());
        installations.seen(session, new Sighting(facts.host(), version, failMode));
        if (call != null) {
            HookEvent known = models.known(session, call);
            return phase == Phase.BEFORE
                    ? calls.before(session.failing(failMode), host, known, facts, patience)
                    : new Judgement.Given(outcomes.after(session, host, known));
        }
        if (phase == Phase.SESSION_START) {
            models.note(session, event);
        }
        return new Judgement.Given(new HookAnswer.Noted(phase));
    }

    /** What the event says of its host's version, where that looks like one; otherwise what the session was opened with. */
    private static String version(AgentSession session, @Nullable HookEvent call) {
        return Optional.ofNullable(call)
                .map(event -> event.setting().hostVersion())
                .filter(text -> text.matches("[0-9A-Za-z._+-]{1,50}"))
                .orElse(session.agent().version());
    }

    /** After the fact there is nothing to deny any more; the model is told that the record is incomplete. */
    private static HookAnswer failed(Phase phase, String reason) {
        return switch (phase) {
            case BEFORE -> new HookAnswer.Deny(reason);
            case AFTER, AFTER_FAILURE -> new HookAnswer.Alarm(phase, "The outcome is not recorded: " + reason);
            case SESSION_START, OTHER -> new HookAnswer.Noted(phase);
        };
    }

    private static String reason(RuntimeException failure) {
        return switch (failure) {
            case Problem problem -> "%s: %s".formatted(problem.type().slug(), problem.detail());
            case IllegalArgumentException invalid -> "The event is not valid: " + invalid.getMessage();
            default -> {
                LOG.error("A hook failed", failure);
                yield "The gateway failed; nothing was granted";
            }
        };
    }
}
