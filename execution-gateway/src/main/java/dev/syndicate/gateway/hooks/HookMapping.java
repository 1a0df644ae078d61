package dev.syndicate.gateway.hooks;

import dev.syndicate.contracts.action.ActionContext;
import dev.syndicate.contracts.action.ActionPrincipal;
import dev.syndicate.contracts.action.ActionSession;
import dev.syndicate.contracts.action.CallReference;
import dev.syndicate.contracts.action.CanonicalAction;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.gateway.session.AgentSession;
import java.util.List;
import java.util.Optional;

/** Calls as canonical actions. Parameters are the tool's input, verbatim; what nobody says is absent. */
final class HookMapping {

    private HookMapping() {}

    /** The action that the call is about to be. */
    static CanonicalAction action(AgentSession session, Host host, HookEvent event, Facts facts) {
        HookEvent.Setting setting = event.setting();
        return CanonicalAction.builder()
                .agent(session.agent(), session.enforcementTier())
                .principal(ActionPrincipal.of(session.principal()))
                .workspace(session.workspace())
                .session(new ActionSession(
                        session.session(), setting.turn(), setting.subagent(), setting.permissionMode()))
                .call(Optional.ofNullable(event.callId())
                        .map(id -> new CallReference(id, host.source()))
                        .orElse(null))
                .model(setting.model())
                .tool(host.tools().reference(event.tool()))
                .kind(host.tools().kind(event.tool()))
                .targets(host.tools().targets(event.tool(), event.input()))
                .parameters(event.input())
                .context(new ActionContext(setting.cwd(), setting.workspaceRoots(), facts.repository()))
                .operands(facts.operands())
                .build();
    }

    /**
     * What ran, as far as an after-event tells: tool and input are the event's. Everything else is the proposal's, because
     * the event's own directory is the one after the tool ran.
     */
    static CanonicalAction observed(CanonicalAction proposed, AgentSession session, Host host, HookEvent event) {
        JsonObject ran = action(session, host, event, Facts.NONE).json();
        JsonObject.Builder observed = proposed.json().toBuilder();
        for (String name : List.of("tool", "kind", "targets", "parameters")) {
            observed.remove(name);
            observed.putIfPresent(name, ran.find(name));
        }
        return CanonicalAction.ofProposal(observed.build());
    }
}
