package dev.syndicate.approval.notification;

import dev.syndicate.approval.voting.ApprovalHistory;
import dev.syndicate.approval.voting.Ending;
import dev.syndicate.contracts.approval.AmendmentRefused;
import dev.syndicate.contracts.approval.ApprovalAmended;
import dev.syndicate.contracts.approval.ApprovalCommented;
import dev.syndicate.contracts.approval.ApprovalDenied;
import dev.syndicate.contracts.approval.ApprovalEscalated;
import dev.syndicate.contracts.approval.ApprovalEvent;
import dev.syndicate.contracts.approval.ApprovalExpired;
import dev.syndicate.contracts.approval.ApprovalGranted;
import dev.syndicate.contracts.approval.ApprovalRequested;
import dev.syndicate.contracts.approval.ApprovalRequirementChanged;
import dev.syndicate.contracts.approval.ApprovalSuperseded;
import dev.syndicate.contracts.approval.ApprovalWithdrawn;
import dev.syndicate.contracts.approval.RoundOpened;
import dev.syndicate.contracts.approval.StandingGrantRevoked;
import dev.syndicate.contracts.approval.StandingGranted;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.approval.VoteRefused;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.ThresholdSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts into the queue what channels are told, in the same transaction as the position in the stream: nothing is lost, and
 * nothing is told anew when a view is built again. In a group of its own, so that nothing else waits for it.
 */
@Component
@ProcessingGroup("approval-notifications")
class WhenPeopleAreAskedThenNotify {

    private final Channels channels;
    private final Announcements announcements;
    private final NotificationQueue queue;
    private final Histories histories;

    WhenPeopleAreAskedThenNotify(
            Channels channels, Announcements announcements, NotificationQueue queue, Histories histories) {
        this.channels = channels;
        this.announcements = announcements;
        this.queue = queue;
        this.histories = histories;
    }

    @EventHandler
    void on(ApprovalEvent event, @MessageIdentifier String id) {
        if (channels.none()) {
            return;
        }
        switch (event) {
            case ApprovalRequested _, ApprovalRequirementChanged _ -> ask(event, id, Occasion.REQUESTED);
            case ApprovalEscalated _ -> ask(event, id, Occasion.ESCALATED);
            case RoundOpened _ -> ask(event, id, Occasion.REOPENED);
            case ApprovalGranted _,
                    ApprovalDenied _,
                    ApprovalExpired _,
                    ApprovalWithdrawn _,
                    ApprovalAmended _,
                    ApprovalSuperseded _ -> end(event, id, Ending.in(event).orElseThrow());
            case AmendmentRefused _,
                    ApprovalCommented _,
                    StandingGranted _,
                    StandingGrantRevoked _,
                    VoteCast _,
                    VoteRefused _ -> {}
        }
    }

    /** Who was asked already is not asked again, only told what is new. */
    private void ask(ApprovalEvent event, String id, Occasion occasion) {
        histories.open(event.approval()).ifPresent(history -> ask(event, id, occasion, history));
    }

    private void ask(ApprovalEvent event, String id, Occasion occasion, ApprovalHistory history) {
        Notice notice = Notice.asking(id, occasion, history, event.occurredAt());
        for (Channel channel : channels.hearingOf(notice.workspace(), notice.risk(), asked(event, history))) {
            if (announcements.add(event.approval(), channel.name()) || occasion != Occasion.REQUESTED) {
                queue.put(channel, notice);
            }
        }
    }

    private void end(ApprovalEvent event, String id, Ending ending) {
        for (String told : announcements.close(event.approval())) {
            channels.named(told)
                    .ifPresent(channel -> queue.put(channel, Notice.ended(id, histories.of(event.approval()), ending)));
        }
    }

    /** The groups whose members count from here on: those of the sets, or of an escalation. */
    private static Set<String> asked(ApprovalEvent event, ApprovalHistory history) {
        return event instanceof ApprovalEscalated escalated
                ? groups(
                        history,
                        set -> escalated.sets().contains(set.name()) ? escalationGroup(set.escalation()) : null)
                : groups(history, ThresholdSet::group);
    }

    private static Set<String> groups(ApprovalHistory history, Function<ThresholdSet, @Nullable String> group) {
        return history.requirement().sets().stream()
                .map(group)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String escalationGroup(@Nullable Escalation escalation) {
        return escalation == null ? null : escalation.group();
    }
}
