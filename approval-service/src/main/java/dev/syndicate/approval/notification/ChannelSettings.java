package dev.syndicate.approval.notification;

import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Risk;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One channel.
 *
 * @param type how its receiver is spoken to
 * @param workspaces what it hears of; every workspace where there is none
 * @param groups it hears where one of these is asked; of every request where there is none
 * @param risk it hears of this risk and above
 * @param url where webhook, Slack and Teams receivers are; a secret, since whoever knows it can post there
 * @param secrets {@code whsec_…} of a webhook; each signs, so that a secret can be replaced without a gap
 * @param plaintext whether http is allowed
 * @param sslBundle the SSL bundle (spring.ssl.bundle) that the receiver is trusted by; absent for the platform's
 * @param to addresses of mail
 * @param from its sender
 */
record ChannelSettings(
        @NotNull Type type,
        @DefaultValue Set<WorkspaceId> workspaces,
        @DefaultValue Set<String> groups,
        @DefaultValue("low") Risk risk,
        @Nullable Secret url,
        @DefaultValue List<Secret> secrets,
        @DefaultValue("false") boolean plaintext,
        @Nullable String sslBundle,
        @DefaultValue List<String> to,
        @Nullable String from) {

    /** The kinds of receivers. */
    enum Type {
        WEBHOOK,
        SLACK,
        TEAMS,
        MAIL
    }

    Audience audience() {
        return new Audience(workspaces, groups, risk);
    }
}
