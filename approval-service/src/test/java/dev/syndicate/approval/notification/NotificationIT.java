package dev.syndicate.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.notification.Receiver.Received;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.policy.Escalation;
import dev.syndicate.contracts.policy.Risk;
import dev.syndicate.contracts.policy.ThresholdSet;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What receivers are told, in the form of each. */
class NotificationIT extends NotificationStage {

    @Test
    void aWebhookIsToldAndToldThatItIsOver() throws Exception {
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> WEBHOOK.about(approval).size() == 1);
        JsonNode asked = WEBHOOK.about(approval).getFirst().json();
        assertThat(asked.path("type").asString()).isEqualTo("approval.requested");
        assertThat(asked.path("data").path("link").asString()).isEqualTo(link(approval));
        assertThat(asked.path("data").path("requester").asString()).isEqualTo("Dana Developer");
        assertThat(asked.path("data").path("state").asString()).isEqualTo("open");

        vote(PEOPLE.riley(), approval, "approve");
        Eventually.isTrue(() -> WEBHOOK.about(approval).size() == 2);
        JsonNode ended = WEBHOOK.about(approval).getLast().json();
        assertThat(ended.path("type").asString()).isEqualTo("approval.ended");
        assertThat(ended.path("data").path("state").asString()).isEqualTo("granted");
        assertThat(ended.path("data").path("title").asString())
                .startsWith("Already handled: shell in acme/checkout, asked for by Dana Developer, was approved by ");
    }

    @Test
    void aWebhookIsSignedWithEachSecret() throws Exception {
        ApprovalId approval = ask(proposed());
        Eventually.isTrue(() -> WEBHOOK.about(approval).size() == 1);
        Received post = WEBHOOK.about(approval).getFirst();
        String[] signatures = post.header("webhook-signature").split(" ");
        assertThat(signatures).hasSize(2).allMatch(signature -> signature.startsWith("v1,"));
        verify(SECRET, post, signatures[0]);
        verify(NEXT_SECRET, post, signatures[1]);
    }

    @Test
    void nothingButWhoAndWhereIsTold() {
        ApprovalId approval = ask(proposed()
                .command("curl -H 'Authorization: Bearer s3cr3t-of-dana' https://internal.example.com")
                .judged(Risk.HIGH, 2, "network", "reason-of-the-rule"));
        for (Receiver receiver : List.of(WEBHOOK, SLACK, TEAMS)) {
            Eventually.isTrue(() -> receiver.about(approval).size() == 1);
            assertThat(receiver.about(approval).getFirst().body())
                    .contains(link(approval))
                    .doesNotContain("curl", "s3cr3t-of-dana", "internal.example.com", "sha256:", "token");
        }
        Eventually.isTrue(() -> mailsAbout(approval).size() == 1);
        assertThat(text(mailsAbout(approval).getFirst()))
                .contains("Asked for by: Dana Developer, with claude-code", "Risk: high", "Signing in there is needed")
                .doesNotContain("curl", "s3cr3t-of-dana", "internal.example.com");
    }

    @Test
    void wordsOfOthersAreTextInEveryForm() {
        ApprovalId approval =
                ask(proposed().by("mallory", "<!channel> [x](https://evil.example) \u202Eollam\nBcc: all"));
        String shown = "<!channel> [x](https://evil.example) ‹U+202E›ollam‹U+000A›Bcc: all";
        Eventually.isTrue(
                () -> SLACK.about(approval).size() == 1 && TEAMS.about(approval).size() == 1);
        JsonNode slack = SLACK.about(approval).getFirst().json();
        assertThat(slack.path("text").asString()).startsWith("&lt;!channel&gt; [x]");
        assertThat(slack.path("blocks").get(0).path("text").path("type").asString())
                .isEqualTo("plain_text");
        assertThat(slack.path("blocks")
                        .get(1)
                        .path("fields")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("Asked for by: " + shown + ", with claude-code");
        assertThat(slack.path("blocks").get(1).path("fields"))
                .allMatch(field -> field.path("type").asString().equals("plain_text"));
        JsonNode card =
                TEAMS.about(approval).getFirst().json().path("attachments").get(0);
        assertThat(card.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("content").path("body"))
                .allMatch(block -> block.path("type").asString().equals("RichTextBlock"));
        assertThat(card.path("content").path("actions").get(0).path("url").asString())
                .isEqualTo(link(approval));
    }

    @Test
    void mailIsOneThreadOfPlainText() throws Exception {
        ApprovalId approval = ask(proposed().judged(Risk.CRITICAL, 2, "push", "Why"));
        Eventually.isTrue(() -> mailsAbout(approval).size() == 1);
        vote(PEOPLE.riley(), approval, "deny");
        Eventually.isTrue(() -> mailsAbout(approval).size() == 2);
        MimeMessage first = mailsAbout(approval).getFirst();
        MimeMessage last = mailsAbout(approval).getLast();
        assertThat(first.getSubject()).isEqualTo("Dana Developer asks for approval: shell in acme/checkout");
        assertThat(first.getContentType()).startsWith("text/plain");
        assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(last.getSubject()).startsWith("Already handled: ").contains("was denied by ");
        assertThat(first.getHeader("References")).isEqualTo(last.getHeader("References"));
    }

    @Test
    void aChannelHearsOfItsOwnGroupsOnly() {
        ApprovalId theirs = ask(proposed().needing(new ThresholdSet("On call", 1, 1, "platform-on-call", null)));
        ApprovalId others = ask(proposed());
        Eventually.isTrue(
                () -> ON_CALL.about(theirs).size() == 1 && SLACK.about(others).size() == 1);
        vote(PEOPLE.riley(), others, "deny");
        Eventually.isTrue(() -> SLACK.about(others).size() == 2);
        Eventually.isTrue(() -> waiting("on-call") == 0);
        assertThat(ON_CALL.about(others)).isEmpty();
    }

    @Test
    void thoseWhoAreAskedByAnEscalationAreToldThen() {
        ApprovalId approval = ask(proposed()
                .needing(new ThresholdSet(
                        "Reviewers",
                        1,
                        1,
                        "syndicate-reviewers",
                        null,
                        new Escalation(Duration.ofSeconds(2), "platform-on-call", null))));
        Eventually.isTrue(() -> ON_CALL.about(approval).size() == 1);
        assertThat(ON_CALL.about(approval).getFirst().body()).contains("Still waiting, now also for others");
        Eventually.isTrue(() -> types(approval).equals(List.of("approval.requested", "approval.escalated")));
    }

    @Test
    void anExpiryIsToldToo() {
        ApprovalId approval = ask(proposed().expiringAfter(Duration.ofSeconds(15)));
        Eventually.isTrue(() -> types(approval).equals(List.of("approval.requested", "approval.ended")));
        assertThat(WEBHOOK.about(approval)
                        .getLast()
                        .json()
                        .path("data")
                        .path("state")
                        .asString())
                .isEqualTo("expired");
    }

    private List<String> types(ApprovalId approval) {
        return WEBHOOK.about(approval).stream()
                .map(post -> post.json().path("type").asString())
                .toList();
    }

    private static List<MimeMessage> mailsAbout(ApprovalId approval) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(mail -> text(mail).contains(approval.toString()))
                .toList();
    }

    private static String text(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void verify(String secret, Received post, String signature) throws Exception {
        new Webhook(secret)
                .verify(
                        post.body(),
                        Map.of(
                                "webhook-id", List.of(post.header("webhook-id")),
                                "webhook-timestamp", List.of(post.header("webhook-timestamp")),
                                "webhook-signature", List.of(signature)));
    }
}
