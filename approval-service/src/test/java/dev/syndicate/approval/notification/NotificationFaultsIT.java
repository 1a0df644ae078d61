package dev.syndicate.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.notification.Receiver.Mood;
import dev.syndicate.contracts.id.ApprovalId;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Receivers that are down, broken, hang, or come back; and a service that stops with its queue full. */
@ExtendWith(OutputCaptureExtension.class)
class NotificationFaultsIT extends NotificationStage {

    @Autowired
    private Lanes lanes;

    @Autowired
    private MeterRegistry registry;

    @AfterEach
    void allIsWellAgain() {
        if (!lanes.isRunning()) {
            lanes.start();
        }
        everybodyIsWell();
        Eventually.isTrue(() -> waiting("chat") == 0 && waiting("hook") == 0);
    }

    @Test
    void aReceiverThatHangsDelaysNeitherAnApprovalNorAnotherReceiver() {
        SLACK.is(Mood.HANGING);
        List<ApprovalId> approvals =
                Stream.generate(() -> ask(proposed())).limit(8).toList();
        ApprovalId expiring = ask(proposed().expiringAfter(Duration.ofSeconds(2)));
        approvals.forEach(
                approval -> Eventually.isTrue(() -> !WEBHOOK.about(approval).isEmpty()));
        approvals.forEach(approval -> vote(PEOPLE.riley(), approval, "approve"));
        assertThat(approvals).allMatch(approval -> state(approval).equals("granted"));
        Eventually.isTrue(() -> state(expiring).equals("expired"));
        approvals.forEach(approval -> Eventually.isTrue(() -> ended(WEBHOOK, approval)));
        Eventually.isTrue(() -> !SLACK.attempts().isEmpty());
        assertThat(approvals).allMatch(approval -> SLACK.about(approval).isEmpty());
    }

    @Test
    void aReceiverThatIsDownIsToldWhenItIsBack() {
        WEBHOOK.stop();
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> attemptsOf("hook", approval) >= 1);
        WEBHOOK.start();
        Eventually.isTrue(() -> WEBHOOK.about(approval).size() == 1);
    }

    @Test
    void whatWasRefusedComesAgainUnderTheSameId() {
        WEBHOOK.is(Mood.BROKEN);
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> refused(approval) >= 2);
        WEBHOOK.is(Mood.WELL);
        Eventually.isTrue(() -> WEBHOOK.about(approval).size() == 1);
        assertThat(WEBHOOK.attempts().stream()
                        .filter(post -> post.body().contains(approval.toString()))
                        .map(post -> post.header("webhook-id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aRedirectIsARefusal() {
        WEBHOOK.is(Mood.REDIRECTING);
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> refused(approval) >= 2);
        assertThat(WEBHOOK.about(approval)).isEmpty();
    }

    @Test
    void whatNobodyTakesIsGivenUpAndShown(CapturedOutput output) {
        WEBHOOK.is(Mood.BROKEN);
        double before = undelivered();
        ApprovalId approval = ask(proposed());
        // The line is the last thing that is done about it.
        Eventually.isTrue(() -> output.getOut().contains("Channel hook is not told of " + approval));
        assertThat(reasons(approval)).containsExactly("It answered 500");
        assertThat(refused(approval)).isEqualTo(ATTEMPTS);
        assertThat(undelivered()).isGreaterThan(before);
        assertThat(registry.get("syndicate.approval.notifications")
                        .tags("channel", "hook", "result", "undelivered")
                        .counter()
                        .count())
                .isPositive();
        assertThat(output.getOut()).doesNotContain("do-not-log-me", SECRET, NEXT_SECRET);
    }

    @Test
    void aServiceThatStopsWithItsQueueFullTellsEverythingWhenItIsBack() {
        lanes.stop();
        List<ApprovalId> approvals =
                IntStream.range(0, 40).mapToObj(_ -> ask(proposed())).toList();
        Eventually.isTrue(() -> waiting("hook") >= 40 && waiting("chat") >= 40);
        assertThat(approvals).allMatch(approval -> WEBHOOK.about(approval).isEmpty());
        lanes.start();
        approvals.forEach(approval -> Eventually.isTrue(() ->
                WEBHOOK.about(approval).size() == 1 && SLACK.about(approval).size() == 1));
    }

    @Test
    void whatAProcessHadBegunWhenItDiedIsDoneAgain() {
        lanes.stop();
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> waiting("hook") >= 1);
        jdbc.sql("""
                        UPDATE notification_queue
                        SET picked = true, picked_by = 'a process that died', last_heartbeat = now() - interval '1 hour'
                        WHERE task_name = 'notify-hook'
                        """).update();
        lanes.start();
        Eventually.isTrue(() -> WEBHOOK.about(approval).size() == 1);
    }

    @Test
    void nobodyIsAskedAboutWhatIsOverBeforeTheyCouldBeTold() {
        lanes.stop();
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> waiting("hook") >= 1);
        vote(PEOPLE.riley(), approval, "deny");
        Eventually.isTrue(() -> waiting("hook") >= 2);
        lanes.start();
        Eventually.isTrue(() -> ended(WEBHOOK, approval));
        Eventually.isTrue(() -> waiting("hook") == 0);
        assertThat(WEBHOOK.about(approval)).hasSize(1);
    }

    private static boolean ended(Receiver receiver, ApprovalId approval) {
        return receiver.about(approval).stream().anyMatch(post -> post.body().contains("approval.ended"));
    }

    private static long refused(ApprovalId approval) {
        return WEBHOOK.attempts().stream()
                .filter(post -> !post.acknowledged() && post.body().contains(approval.toString()))
                .count();
    }

    private long attemptsOf(String channel, ApprovalId approval) {
        return jdbc.sql("""
                        SELECT coalesce(max(consecutive_failures), 0)
                        FROM notification_queue
                        WHERE task_name = :name AND convert_from(task_data, 'UTF8') LIKE :about
                        """)
                .param("name", "notify-" + channel)
                .param("about", "%" + approval + "%")
                .query(Long.class)
                .single();
    }

    private List<String> reasons(ApprovalId approval) {
        return jdbc.sql("SELECT reason FROM undelivered_notification WHERE approval = :approval AND channel = 'hook'")
                .param("approval", approval.value())
                .query(String.class)
                .list();
    }

    private double undelivered() {
        return registry.get("syndicate.approval.notifications.undelivered")
                .tag("channel", "hook")
                .gauge()
                .value();
    }
}
