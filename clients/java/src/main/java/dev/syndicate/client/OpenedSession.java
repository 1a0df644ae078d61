package dev.syndicate.client;

import dev.syndicate.contracts.action.EnforcementTier;
import dev.syndicate.contracts.id.SessionId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A session that was just opened.
 *
 * @param credential the secret that its actions are proposed with; told once, in the first answer to the request
 * @param principal on whose behalf it acts, by name
 * @param enforcementTier how strongly decisions bind here, as the gateway is configured for the adapter
 */
public record OpenedSession(
        URI gateway,
        SessionId session,
        Optional<String> credential,
        WorkspaceId workspace,
        String principal,
        EnforcementTier enforcementTier,
        Instant expiresAt) {

    /** The session, to act in. Throws {@link IllegalStateException} where the credential was told before. */
    public AgentSession agent() {
        String secret = credential.orElseThrow(() -> new IllegalStateException(
                "Session %s was opened with this key before; its credential is told once".formatted(session)));
        return AgentSession.resume(gateway, session, secret);
    }

    /** Never the credential. */
    @Override
    public String toString() {
        return "session %s of %s in %s".formatted(session, principal, workspace);
    }

    static OpenedSession read(URI gateway, JsonObject answer) {
        return new OpenedSession(
                gateway,
                SessionId.parse(answer.string("session")),
                answer.findString("credential"),
                new WorkspaceId(answer.string("workspace")),
                answer.string("principal"),
                EnforcementTier.valueOf(answer.string("enforcementTier")),
                Members.time(answer, "expiresAt"));
    }
}
