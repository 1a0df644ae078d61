package dev.syndicate.approval.voting;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of approvals.
 *
 * @param groupMembers how many people a reviewers' group has, where that is known; a set that asks for more approvals
 *     is refused at request
 * @param integrityTimeout how long a vote waits for audit-service to say that integrity is clear
 */
@Validated
@ConfigurationProperties("syndicate.approval")
public record ApprovalSettings(
        @DefaultValue Map<String, Integer> groupMembers,
        @NotNull @DefaultValue("2s") Duration integrityTimeout) {

    public ApprovalSettings {
        groupMembers = Map.copyOf(groupMembers);
    }
}
