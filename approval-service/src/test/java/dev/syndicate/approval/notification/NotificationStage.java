package dev.syndicate.approval.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.syndicate.approval.ApprovalServiceIT;
import dev.syndicate.contracts.id.ApprovalId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service with a channel of every kind, each with a real receiver on loopback. */
abstract class NotificationStage extends ApprovalServiceIT {

    static final int ATTEMPTS = 12;
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEXT_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    static final Receiver WEBHOOK = new Receiver();
    static final Receiver SLACK = new Receiver();
    static final Receiver TEAMS = new Receiver();
    static final Receiver ON_CALL = new Receiver();
    static final GreenMail MAIL = new GreenMail(ServerSetup.SMTP.dynamicPort());

    static {
        MAIL.start();
    }

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void channels(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        registry.add("syndicate.console.public-url", () -> "https://console.example.com/");
        registry.add("syndicate.notifications.poll", () -> "50ms");
        registry.add("syndicate.notifications.timeout", () -> "20s");
        registry.add("syndicate.notifications.attempts", () -> ATTEMPTS);
        registry.add("syndicate.notifications.first-pause", () -> "20ms");
        registry.add("syndicate.notifications.longest-pause", () -> "1s");
        channel(registry, "hook", "webhook", WEBHOOK);
        registry.add("syndicate.notifications.channels.hook.secrets", () -> SECRET + "," + NEXT_SECRET);
        channel(registry, "chat", "slack", SLACK);
        channel(registry, "teams", "teams", TEAMS);
        registry.add("syndicate.notifications.channels.teams.workspaces", () -> "acme/checkout,acme/other");
        channel(registry, "on-call", "slack", ON_CALL);
        registry.add("syndicate.notifications.channels.on-call.groups", () -> "platform-on-call");
        registry.add("syndicate.notifications.channels.post.type", () -> "mail");
        registry.add("syndicate.notifications.channels.post.from", () -> "syndicate@example.com");
        registry.add("syndicate.notifications.channels.post.to", () -> "reviewers@example.com");
        registry.add("syndicate.notifications.channels.post.risk", () -> "high");
    }

    private static void channel(DynamicPropertyRegistry registry, String name, String type, Receiver receiver) {
        String prefix = "syndicate.notifications.channels." + name + ".";
        registry.add(prefix + "type", () -> type);
        registry.add(prefix + "url", receiver::url);
        registry.add(prefix + "plaintext", () -> true);
    }

    @BeforeEach
    void everybodyIsWell() {
        for (Receiver receiver : List.of(WEBHOOK, SLACK, TEAMS, ON_CALL)) {
            receiver.is(Receiver.Mood.WELL);
        }
    }

    long waiting(String channel) {
        return jdbc.sql("SELECT count(*) FROM notification_queue WHERE task_name = :name")
                .param("name", "notify-" + channel)
                .query(Long.class)
                .single();
    }

    String link(ApprovalId approval) {
        return "https://console.example.com/approvals/" + approval;
    }
}
