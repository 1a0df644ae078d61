package dev.syndicate.approval.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.approval.notification.ChannelSettings.Type;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.policy.Risk;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.mail.javamail.JavaMailSender;

/** What cannot work keeps the service from starting, and no message quotes a secret. */
class ChannelFactoryTest {

    private static final String HIDDEN = "T0P-S3CR3T";

    private final ChannelFactory factory = new ChannelFactory(
            bind(Map.of()),
            new DefaultSslBundleRegistry(),
            new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class),
            Clock.systemUTC());

    @Test
    void makesAChannelOfItsSettings() {
        Channel channel = factory.make(
                "chat",
                bind(Map.of(
                                "type",
                                "slack",
                                "url",
                                "https://chat.example.com/" + HIDDEN,
                                "workspaces",
                                "acme/checkout"))
                        .channels()
                        .get("it"));
        assertThat(channel.audience().hearsOf(new WorkspaceId("acme/checkout"), Risk.LOW, Set.of()))
                .isTrue();
        assertThat(channel.audience().hearsOf(new WorkspaceId("acme/other"), Risk.LOW, Set.of()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://chat.example.com/T0P-S3CR3T",
                "file:///T0P-S3CR3T",
                "T0P-S3CR3T",
                "https:// T0P-S3CR3T",
                ""
            })
    void refusesWhatIsNotAnHttpsAddressWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> make(Map.of("type", "teams", "url", url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("syndicate.notifications.channels.it: url is")
                .hasMessageNotContaining(HIDDEN)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "whsec_T0P-S3CR3T!", ""})
    void refusesAWebhookWithoutASecretThatSigns(String secret) {
        assertThatThrownBy(() -> make(Map.of("type", "webhook", "url", "https://hook.example.com", "secrets", secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(HIDDEN);
    }

    @Test
    void refusesMailWithoutAServer() {
        assertThatThrownBy(() -> make(Map.of("type", "mail", "from", "a@example.com", "to", "b@example.com")))
                .hasMessageContaining("mail needs spring.mail.host");
    }

    @Test
    void hearsOfItsGroupsAndItsRisk() {
        Audience audience = new Audience(Set.of(), Set.of("on-call", "leads"), Risk.HIGH);
        WorkspaceId anywhere = new WorkspaceId("acme/checkout");
        assertThat(audience.hearsOf(anywhere, Risk.CRITICAL, Set.of("leads", "others")))
                .isTrue();
        assertThat(audience.hearsOf(anywhere, Risk.HIGH, Set.of("others"))).isFalse();
        assertThat(audience.hearsOf(anywhere, Risk.MODERATE, Set.of("leads"))).isFalse();
    }

    @Test
    void secretsAreNotShown() {
        ChannelSettings settings = bind(Map.of("type", "webhook", "url", HIDDEN, "secrets", HIDDEN))
                .channels()
                .get("it");
        assertThat(settings.type()).isEqualTo(Type.WEBHOOK);
        assertThat(settings.secrets()).extracting(Secret::text).isEqualTo(List.of(HIDDEN));
        assertThat(settings.toString()).doesNotContain(HIDDEN);
    }

    private Channel make(Map<String, String> channel) {
        return factory.make("it", bind(channel).channels().get("it"));
    }

    private static NotificationSettings bind(Map<String, String> channel) {
        Map<String, String> properties = new HashMap<>();
        channel.forEach((name, value) -> properties.put("syndicate.notifications.channels.it." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("syndicate.notifications", NotificationSettings.class);
    }
}
