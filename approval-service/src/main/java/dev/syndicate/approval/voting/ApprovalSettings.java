package dev.syndicate.approval.voting;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of approvals.
 *
 * @param groupMembers how many people a reviewers' group has, where that is known; a quorum that asks for more is refused
 *     at request
 * @param groupSubjects subjects of the people of a reviewers' group, where they are known; then a request is also refused
 *     where the quorum needs who asked, or one person in two disjoint sets
 * @param integrityTimeout how long a vote waits for audit-service to say that integrity is clear
 * @param viewWait how long who decided waits until the view shows it; what was decided is recorded all the same
 * @param integrityCheck how often audit-service is asked whether a finding was released, so that votes begin anew
 */
@Validated
@ConfigurationProperties("syndicate.approval")
public record ApprovalSettings(
        @DefaultValue Map<String, Integer> groupMembers,
        @DefaultValue Map<String, List<String>> groupSubjects,
        @NotNull @DefaultValue("2s") Duration integrityTimeout,
        @NotNull @DefaultValue("2s") Duration viewWait,

        @NotNull @DurationMin(millis = 100) @DefaultValue("5s")
        Duration integrityCheck) {

    public ApprovalSettings {
        groupMembers = Map.copyOf(groupMembers);
        Map<String, List<String>> subjects = new HashMap<>();
        groupSubjects.forEach((group, members) -> subjects.put(group, List.copyOf(members)));
        groupSubjects = Map.copyOf(subjects);
    }
}
